/**
 * The packages that this chat was set up with, each named as those read it who copy or bundle an application for its host.
 * One that is missing here, or there, is asked for by its name alone: it is found where `node_modules` lies beside the code.
 */
export const INSTALLED: Record<string, () => Promise<unknown>> = {};
