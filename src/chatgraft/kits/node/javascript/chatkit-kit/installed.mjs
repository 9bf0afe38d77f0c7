/**
 * The packages that this chat was set up with, each named as those read it who copy or bundle an application for its host.
 * Any other one is asked for by its name alone, which finds it as long as `node_modules` lies beside the code or above it.
 */
export const INSTALLED = {};
