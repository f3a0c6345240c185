import { connectLab } from '../../access/lab-host.js';
import { describeLab } from '../../lab/describe-lab.js';
import { startLab } from '../../lab/lab.js';
import { engineContract } from './engine-contract.js';
import { contractHost } from './host.js';

describeLab('a real engine', () => {
  engineContract(async () => {
    const lab = await startLab();
    const { link, close } = await connectLab(lab);
    await link.connectOnce();
    return { host: contractHost(link), close };
  });
});
