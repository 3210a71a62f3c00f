// Line icons of the phone, 24 px, in the colour of the text.
const paths = {
  today: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  parts: 'M12 3l8 4v10l-8 4-8-4V7zM4 7l8 4 8-4M12 11v10',
  money: 'M4 7h14a2 2 0 012 2v9a1 1 0 01-1 1H5a1 1 0 01-1-1zM4 7V6l11-2v3M16 14h1',
  queue:
    'M3 6h11v11H3zM14 10h4l3 3v4h-7M7 20a2 2 0 100-4 2 2 0 000 4' +
    'M17 20a2 2 0 100-4 2 2 0 000 4',
  me: 'M12 12a4 4 0 100-8 4 4 0 000 8zM5 20c1-4 4-5 7-5s6 1 7 5',
  call: 'M6 3h3l2 5-2.5 1.5a11 11 0 006 6L16 13l5 2v3a3 3 0 01-3 3C10 21 3 14 3 6a3 3 0 013-3z',
  place:
    'M12 21s7-6.500 7-12a7 7 0 10-14 0c0 5.500 7 12 7 12z' +
    'M12 11.500a2.500 2.500 0 100-5 2.500 2.500 0 000 5z',
  back: 'M15 5l-7 7 7 7',
  machine: 'M4 5h16v8H4zM7 10h10M8 17l-1 2M12 17v2M16 17l1 2',
  paper: 'M6 3h9l4 4v14H6zM9 10h7M9 14h7',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
} as const;

export type PhoneIconName = keyof typeof paths;

export function PhoneIcon({ name }: { name: PhoneIconName }) {
  return (
    <svg
      class="ph-icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.7"
      stroke-linejoin="round"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
