// Where the device says that it is. Browsers tell it to pages of https and of this machine only.
export interface DevicePlace {
  latitude: number; // millionths of a degree, WGS 84
  longitude: number;
  accuracy: number; // metres
}
export type NoPlace = 'none_here' | 'refused' | 'unknown';

const patience_ms = 15_000;

export function askPlace(): Promise<DevicePlace | NoPlace> {
  if (!('geolocation' in navigator) || !window.isSecureContext) return Promise.resolve('none_here');
  return new Promise((told) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        told({
          latitude: Math.round(coords.latitude * 1e6),
          longitude: Math.round(coords.longitude * 1e6),
          accuracy: Math.round(coords.accuracy),
        }),
      (failed) => told(failed.code === failed.PERMISSION_DENIED ? 'refused' : 'unknown'),
      { enableHighAccuracy: true, timeout: patience_ms, maximumAge: 0 },
    );
  });
}
