// The scenario that `migcheck init` writes: the model's mistake, kept as a regression test.

export const SCENARIO: string = `# The same model with the mistake in it. What is expected is checked: migcheck check scenarios
scenario: careless
about: The thread looks at the status, the cancel arrives, the thread writes what it decided before.
model: ../protocol.yaml
constants: { careful: false }
expect:
  cancel-is-kept: { violated: 3 }      # the length of the shortest run
  observer client: violated
`;
