/** Remembers the last result of a selector by the identity of its arguments. */
export function memo<Args extends readonly unknown[], R>(select: (...args: Args) => R): (...args: Args) => R {
  let last: { args: Args; result: R } | undefined;
  return (...args) => {
    if (last && last.args.length === args.length && last.args.every((arg, i) => Object.is(arg, args[i]))) {
      return last.result;
    }
    const result = select(...args);
    last = { args, result };
    return result;
  };
}
