package org.mirrorx.models.checkpoint;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mirrorx.models.Refusal;

/** Finds the tensors in what a pickle holds: keys of dictionaries joined by {@code /}, places in lists as {@code [0]}. */
final class PickledTree {
    private static final int DEEPEST = 64;

    /** A few values repeated in one another by reference can unfold to more than any memory holds. */
    private static final int MOST_VALUES = 2_000_000;

    /** Numbers that do not lie row by row are copied; a file cannot make us copy much more than itself. */
    private static final long FREELY_COPIED = 1 << 20;

    /** Published names have a tenth of this, published checkpoints some ten thousand tensors. */
    private static final int LONGEST_NAME = 1024;

    private static final int MOST_TENSORS = 100_000;

    private final String source;
    private final Arena arena;
    private final long mostCopied;
    private final List<Tensor> tensors = new ArrayList<>();
    private int seen;
    private long copied;

    private PickledTree(String source, Arena arena, long fileBytes) {
        this.source = source;
        this.arena = arena;
        this.mostCopied = Math.max(FREELY_COPIED, 2 * fileBytes);
    }

    /** @throws Refusal when there are no tensors, or too much of anything */
    static Tensors tensors(Pickle.Value root, String source, Arena arena, long fileBytes) {
        PickledTree tree = new PickledTree(source, arena, fileBytes);
        tree.walk(root, null, 0);
        if (tree.tensors.isEmpty()) {
            throw new Refusal(source + " holds no tensors; take the published checkpoint.");
        }
        return new Tensors(source, tree.tensors);
    }

    /** A place in the tree; written out only where a tensor is. */
    private record Place(@Nullable Place above, String part) {
        String path() {
            return above == null ? part : above.path() + part;
        }
    }

    private void walk(Pickle.Value value, @Nullable Place place, int depth) {
        if (depth > DEEPEST || ++seen > MOST_VALUES) {
            throw new Refusal(source + " nests values without end; take the published checkpoint.");
        }
        switch (value) {
            case Pickle.Made made ->
                made.tensor().ifPresent(strided -> add(strided, place == null ? "" : place.path()));
            case Pickle.Dictionary(Map<String, Pickle.Value> entries) ->
                entries.forEach(
                        (key, entry) -> walk(entry, new Place(place, place == null ? key : "/" + key), depth + 1));
            case Pickle.Items(List<Pickle.Value> items) -> walkAll(items, place, depth);
            case Pickle.Tuple(List<Pickle.Value> items) -> walkAll(items, place, depth);
            case Pickle.None _,
                    Pickle.Bool _,
                    Pickle.Whole _,
                    Pickle.Real _,
                    Pickle.Text _,
                    Pickle.Bytes _,
                    Pickle.Name _ -> {}
        }
    }

    private void walkAll(List<Pickle.Value> items, @Nullable Place place, int depth) {
        for (int i = 0; i < items.size(); i++) {
            walk(items.get(i), new Place(place, "[" + i + "]"), depth + 1);
        }
    }

    private void add(Strided strided, String path) {
        if (path.length() > LONGEST_NAME || tensors.size() >= MOST_TENSORS) {
            throw new Refusal(source
                    + (path.length() > LONGEST_NAME
                            ? " has a tensor with a name of " + path.length() + " characters"
                            : " has more than " + MOST_TENSORS + " tensors")
                    + "; take the published checkpoint.");
        }
        copied += strided.copiedBytes();
        if (copied > mostCopied) {
            throw new Refusal(source + ": tensor " + path
                    + " repeats numbers so often that they do not fit into memory; take the published checkpoint.");
        }
        tensors.add(strided.tensor(path, arena));
    }
}
