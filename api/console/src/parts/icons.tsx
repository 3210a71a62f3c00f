// Line icons of the navigation, 16 px, in the colour of the text.
const paths = {
  overview: 'M2 8l6-5 6 5v6h-4v-4H6v4H2z',
  intake: 'M2 3h12v8H7l-3 3v-3H2z',
  orders: 'M2 4h12M2 8h12M2 12h8',
  queues: 'M2 4h5M5 8h7M8 12h6',
  commands: 'M3 3l4 5-4 5M9 13h5',
  inventory: 'M8 2l6 3v6l-6 3-6-3V5zM2 5l6 3 6-3M8 8v6',
  custody: 'M4 2h6l3 3v9H4zM6 7h5M6 10h5',
  wages: 'M3 2h10v12H3zM6 6h4M6 9h4',
  reports: 'M3 13V8M7 13V3M11 13V6M2 14h12',
  audit: 'M1 8s3-5 7-5 7 5 7 5-3 5-7 5-7-5-7-5zM8 6a2 2 0 100 4 2 2 0 000-4z',
  system:
    'M8 5a3 3 0 100 6 3 3 0 000-6zM8 1v2M8 13v2M1 8h2M13 8h2' +
    'M3 3l1.5 1.5M11.5 11.5L13 13M3 13l1.5-1.5M11.5 4.5L13 3',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.3"
      stroke-linejoin="round"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}

export function Mark() {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <circle cx="12" cy="12" r="9.5" stroke-width="2" />
      <path d="M3 10.5c3-1.5 5 .5 7.5 2.2S16 16 21 13" stroke-width="2.6" stroke-linecap="round" />
    </svg>
  );
}
