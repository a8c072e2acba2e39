import { writeFileSync } from 'node:fs';
import { openPlace } from './support/place.ts';
import { KeepAlive } from './support/keep-alive.ts';
import { COUNTING } from './support/statements.ts';
import { done, hireOfficers, OFFICE, receive, serveNext, welcomeSession } from './support/staff.ts';
const place = await openPlace(process.argv[2] === 'count' ? COUNTING : {});
const origin = await place.serve();
const door = new KeepAlive(origin, await welcomeSession(place.urls.owner));
const desks = [];
for (const { token, deskId } of await hireOfficers(place.urls.owner, OFFICE, 16)) {
  const desk = new KeepAlive(origin, token);
  await receive(door);
  await done(desk, 'desk.open', { deskId });
  desks.push({ token, stopId: await serveNext(desk, deskId) });
  desk.close();
}
writeFileSync(
  '/tmp/lab.json',
  JSON.stringify({ urls: place.urls, su: place.superuserUrl, origin, desks, pid: process.pid }),
);
console.log('up', process.pid);
process.on('SIGTERM', async () => {
  await place.close();
  process.exit(0);
});
setInterval(() => {}, 1000);
