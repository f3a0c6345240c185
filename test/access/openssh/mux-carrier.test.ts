import { afterEach, expect, it } from 'vitest';
import { Message } from '../../../src/access/openssh/messages.js';
import { MuxCarrier } from '../../../src/access/openssh/mux-carrier.js';
import type { MuxSocket } from '../../../src/access/openssh/mux-socket.js';
import { uint32 } from '../../../src/access/openssh/wire.js';
import { CommandOrder } from '../../../src/access/ssh/command-order.js';

let carrier: MuxCarrier | undefined;
afterEach(() => carrier?.destroy());

/** What a start was told when the host answers the request for the command with this message. */
function toldAfter(answer: number): string[] {
  let receive: (packet: Buffer) => void = () => {};
  const mux = {
    socket: { bytesRead: 0, bytesWritten: 0, destroy: () => {} },
    listen: (onPacket: typeof receive) => {
      receive = onPacket;
    },
    send: () => {},
  } as unknown as MuxSocket;
  carrier = new MuxCarrier(mux, { hostKey: 'SHA256:x', stop: async () => {} });
  const told: string[] = [];
  carrier.openCommand(new CommandOrder('touch x'), undefined, (error) =>
    told.push(error?.message ?? 'started'),
  );
  const packet = (type: number, ...numbers: number[]) =>
    receive(Buffer.concat([Buffer.from([0, type]), ...numbers.map(uint32)]));
  packet(Message.openConfirmation, 0, 7, 1 << 20, 1 << 15);
  packet(answer, 0);
  return told;
}

it('takes the host’s word that it does not start a command, or does', () => {
  expect(toldAfter(Message.failure)).toEqual(['the host does not start the command']);
  expect(toldAfter(Message.success)).toEqual(['started']);
});

it('takes a channel that is closed without a word for no refusal: the command may have begun', () => {
  expect(toldAfter(Message.close)).toEqual([]);
});
