/** One thing asked of the values at a path. `$ne`, `$nin`, `$all` and `$not` are made of these by the parser. */
export type Test =
  | { readonly kind: 'eq'; readonly value: unknown }
  | { readonly kind: 'in'; readonly values: readonly unknown[] }
  | { readonly kind: 'range'; readonly operator: RangeOperator; readonly value: unknown }
  | { readonly kind: 'prefix'; readonly prefix: string }
  | { readonly kind: 'exists' }
  | { readonly kind: 'type'; readonly type: string }
  | { readonly kind: 'size'; readonly size: number }
  /** `node` looks at an element's fields when it is `embedded`, otherwise (its paths are empty) at the element itself. */
  | { readonly kind: 'elemMatch'; readonly node: FilterNode; readonly embedded: boolean };

export type RangeOperator = '$gt' | '$gte' | '$lt' | '$lte';

/** A filter after checking. An empty `and` is true, an empty `or` false. */
export type FilterNode =
  | { readonly kind: 'and'; readonly nodes: readonly FilterNode[] }
  | { readonly kind: 'or'; readonly nodes: readonly FilterNode[] }
  | { readonly kind: 'not'; readonly node: FilterNode }
  /** An empty path is the value itself: an element inside `$elemMatch` or `$pull`. */
  | { readonly kind: 'is'; readonly path: string; readonly test: Test };
