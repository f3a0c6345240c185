import { FailureError } from '../../../domain/failure.js';

/** A script's own word that it does not do it; asking again changes nothing. */
export class HostSaysNo extends FailureError {}
