/**
 * Chromium says once that it has thrown all databases of the origin away because they were damaged: to whoever opens the
 * first one after that (DURABILITY.md E2b). Other browsers say nothing.
 */
export function watchDataLoss(opening: IDBOpenDBRequest, onDataLoss: (message: string) => void): void {
  opening.addEventListener('upgradeneeded', (event) => {
    if (Reflect.get(event, 'dataLoss') === 'total') onDataLoss(String(Reflect.get(event, 'dataLossMessage')))
  })
}
