/** A variable of the environment, `.env` included; what holds where it is not set, or is empty. */
export function env(name: string, otherwise = ''): string {
  const value = process.env[name]?.trim() ?? '';
  return value === '' ? otherwise : value;
}
