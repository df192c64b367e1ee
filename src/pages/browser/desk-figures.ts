import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartDataset,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

type Kind = 'line' | 'bar';

/** Told apart by form as well as by colour. */
const looks = [
  { colour: '--accent', dash: [], point: 'circle' },
  { colour: '--subtle', dash: [6, 4], point: 'triangle' },
  { colour: '--good', dash: [2, 3], point: 'rect' },
  { colour: '--attention', dash: [10, 4, 2, 4], point: 'rectRot' },
] as const;

const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** A number as the page's language writes it; whole ones alone are in these tables. */
const numberIn = (cell: Element): number => Number((cell.textContent ?? '').replace(/\D/gu, ''));

/** What the table says; screen readers read that, and the chart is a picture of it. */
function dataIn(table: HTMLTableElement, kind: Kind) {
  const [, ...names] = [...table.querySelectorAll('thead th')].map(({ textContent }) => textContent ?? '');
  const rows = [...table.querySelectorAll('tbody tr')];
  const datasets = names.map((label, index): ChartDataset<Kind, number[]> => {
    const look = looks[names.length === 1 ? 3 : index % looks.length] ?? looks[0];
    return {
      label,
      data: rows.map((row) => numberIn(row.querySelectorAll('td')[index] ?? row)),
      borderColor: colour(look.colour),
      backgroundColor: colour(look.colour),
      ...(kind === 'line'
        ? { borderDash: [...look.dash], pointStyle: look.point, pointRadius: 2, borderWidth: 2 }
        : {}),
    };
  });
  return { labels: rows.map((row) => row.querySelector('th')?.textContent ?? ''), datasets };
}

function draw(section: HTMLElement): Chart | undefined {
  const table = section.querySelector('table');
  const details = section.querySelector('details');
  if (!table || !details || table.querySelectorAll('tbody tr').length === 0) return undefined;
  const kind: Kind = section.dataset.chart === 'line' ? 'line' : 'bar';
  const data = dataIn(table, kind);
  const frame = document.createElement('div');
  frame.className = 'drawing';
  const canvas = document.createElement('canvas');
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', section.querySelector('h2')?.textContent ?? '');
  frame.append(canvas);
  if (kind === 'bar') frame.style.height = `${4 + data.labels.length * (1 + data.datasets.length)}rem`;
  details.before(frame);
  details.open = false;
  const axis = { ticks: { color: colour('--subtle'), precision: 0 }, grid: { color: colour('--line') } };
  return new Chart<Kind, number[], string>(canvas, {
    type: kind,
    data,
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: kind === 'bar' ? 'y' : 'x',
      scales: { x: { ...axis, beginAtZero: true }, y: { ...axis, beginAtZero: true } },
      plugins: {
        legend: {
          display: data.datasets.length > 1,
          labels: { color: colour('--text'), usePointStyle: kind === 'line', boxWidth: 10, boxHeight: 10 },
        },
      },
    },
  });
}

const sections = [...document.querySelectorAll<HTMLElement>('[data-chart]')];
let charts = sections.map(draw);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  for (const chart of charts) {
    chart?.canvas.parentElement?.remove();
    chart?.destroy();
  }
  charts = sections.map(draw);
});
