const paths = {
  close: 'M5 5l14 14M19 5L5 19',
  restart: 'M5 4v6h6M5.5 10a7.5 7.5 0 1 1-.5 5',
  send: 'M4 12l16-8-6 16-3-7z',
  stop: 'M7 7h10v10H7z',
};

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
