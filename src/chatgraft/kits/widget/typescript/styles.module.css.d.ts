export const tokens: string;
