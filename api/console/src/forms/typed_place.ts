// Where something is, as people have it: "30.2718, 120.1598", "30°16'18"N 120°9'35"E", a link of a
// map. Pure.
export interface Place {
  latitude: number; // millionths of a degree
  longitude: number;
  datum: 'wgs84' | 'gcj02' | 'bd09' | null; // null: it does not say
}

const millionths = (degrees: number): number => Math.round(degrees * 1e6);

function placeOf(first: number, second: number, datum: Place['datum']): Place | null {
  // What cannot be a latitude is the longitude: some maps name it first.
  const [latitude, longitude] = Math.abs(first) > 90 ? [second, first] : [first, second];
  const there = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  const known = latitude !== 0 || longitude !== 0;
  return there && known
    ? { latitude: millionths(latitude), longitude: millionths(longitude), datum }
    : null;
}

const number = '(-?\\d{1,3}(?:\\.\\d+)?)';
const pair = new RegExp(`${number}\\s*(?:,|%2c|\\s)\\s*${number}`, 'i');

// Google's maps of China and those of Amap and Tencent are shifted; Baidu's once more.
const datumOfLink = (link: string): Place['datum'] =>
  /baidu/i.test(link) ? 'bd09' : /amap|gaode|autonavi|qq\.com|google/i.test(link) ? 'gcj02' : null;

function fromLink(text: string): Place | null {
  const spots = [
    new RegExp(`@${number},${number}`),
    new RegExp(`!3d${number}!4d${number}`),
    new RegExp(
      `(?:q|ll|query|center|destination|dest|position|location|lnglat|coord|markers?|latlng|` +
        `p|to|c)=[^&]*?${number}(?:,|%2c)${number}`,
      'i',
    ),
  ];
  for (const spot of spots) {
    const found = spot.exec(text);
    if (found) return placeOf(Number(found[1]), Number(found[2]), datumOfLink(text));
  }
  const osm = new RegExp(`#map=\\d+/${number}/${number}`).exec(text);
  return osm ? placeOf(Number(osm[1]), Number(osm[2]), 'wgs84') : null;
}

const degrees_part = '(\\d{1,3})\\s*[°度]';
const minutes_part = "(?:(\\d{1,2}(?:\\.\\d+)?)\\s*['′分]\\s*)?";
const seconds_part = `(?:(\\d{1,2}(?:\\.\\d+)?)\\s*(?:["″秒]|''|′′))?`;
const marks = `${degrees_part}\\s*${minutes_part}${seconds_part}`;

// Degrees, minutes and seconds, with N, S, E, W or 北纬, 东经 before or behind.
function fromDegrees(text: string): Place | null {
  const one = new RegExp(`(北纬|南纬|东经|西经|[nsew])?\\s*${marks}\\s*([nsew])?`, 'gi');
  const found = [...text.matchAll(one)];
  if (found.length !== 2) return null;
  const values = found.map((m) => {
    const side = (m[1] ?? m[5] ?? '').toLowerCase();
    const minutes = Number(m[3] ?? 0);
    const seconds = Number(m[4] ?? 0);
    const degrees = Number(m[2]) + minutes / 60 + seconds / 3600;
    const fits = minutes < 60 && seconds < 60;
    return {
      value: fits ? degrees * (/[sw南西]/.test(side) ? -1 : 1) : Number.NaN,
      east: /[ew东西]/.test(side),
    };
  });
  if (values.some((one) => Number.isNaN(one.value))) return null;
  const [a, b] = values[0]!.east ? [values[1]!, values[0]!] : [values[0]!, values[1]!];
  return placeOf(a.value, b.value, null);
}

export function typedPlace(typed: string): Place | null {
  const text = typed.normalize('NFKC').replaceAll('’', "'").replaceAll('”', '"').trim();
  if (/^(https?:|geo:|[\w.]+\.(com|cn|org)\/)/i.test(text)) {
    const geo = new RegExp(`^geo:${number},${number}`, 'i').exec(text);
    return geo ? placeOf(Number(geo[1]), Number(geo[2]), 'wgs84') : fromLink(text);
  }
  if (/[°度]/.test(text)) {
    const plain = new RegExp(
      `^${number}\\s*°\\s*([ns])?[,\\s]+${number}\\s*°\\s*([ew])?$`,
      'i',
    ).exec(text);
    return plain
      ? placeOf(
          Number(plain[1]) * (/s/i.test(plain[2] ?? '') ? -1 : 1),
          Number(plain[3]) * (/w/i.test(plain[4] ?? '') ? -1 : 1),
          null,
        )
      : fromDegrees(text);
  }
  const found = new RegExp(`^[([]?\\s*${pair.source}\\s*[)\\]]?$`, 'i').exec(text);
  return found ? placeOf(Number(found[1]), Number(found[2]), null) : null;
}

export const placeText = (latitude: number, longitude: number): string =>
  `${(latitude / 1e6).toFixed(6)}, ${(longitude / 1e6).toFixed(6)}`;
