export default function Page() {
  return <p>Rivers are fed by springs.</p>;
}
