// Package layout places the nodes of a graph on a plane: [Force] by a seeded
// force model, [Layers] in columns by year.
//
// Both are deterministic: the same graph, sizes and seed give the same
// positions bit for bit on one kind of processor, since sums are taken in a
// fixed order and on one core.
// Positions are centred on 0,0; y grows downwards, as on screens.
//
// # What it never does
//
// It knows nothing of works, draws nothing and stores nothing.
package layout
