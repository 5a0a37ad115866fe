package org.mirrorx.models.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Checkpoints of PyTorch since 1.6: a zip archive of one folder with {@code data.pkl} and, below {@code data/}, the storages. */
final class TorchZip {
    private static final String PICKLE = "data.pkl";
    private static final long MOST_ORDER_BYTES = 16;

    private TorchZip() {}

    /** @throws org.mirrorx.models.Refusal when it is no such archive */
    static Tensors read(MemorySegment file, String source, Arena arena) {
        SequencedMap<String, MemorySegment> entries = ZipDirectory.read(file, source);
        Pickle.Source whole = new Pickle.Source(source, 0);
        List<String> pickles = entries.keySet().stream()
                .filter(name -> name.equals(PICKLE) || name.matches("[^/]+/" + PICKLE))
                .toList();
        if (pickles.size() != 1) {
            throw whole.refuse(
                    pickles.isEmpty()
                            ? "it is a zip archive without a " + PICKLE
                            : "it is a zip archive with several " + PICKLE);
        }
        String folder = pickles.getFirst().substring(0, pickles.getFirst().length() - PICKLE.length());
        if (entries.containsKey(folder + "constants.pkl")) {
            throw whole.refuse("it is a TorchScript program, not a checkpoint");
        }
        MemorySegment order = entries.get(folder + "byteorder");
        if (order != null
                && !(order.byteSize() <= MOST_ORDER_BYTES
                        && new String(order.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.US_ASCII)
                                .strip()
                                .equals("little"))) {
            throw whole.refuse("its numbers are not in little-endian order");
        }
        TorchPickle torch = new TorchPickle();
        MemorySegment pickle = java.util.Objects.requireNonNull(entries.get(pickles.getFirst()));
        Pickle.Loaded loaded = Pickle.load(pickle, 0, source, torch);
        for (Map.Entry<String, TorchPickle.Storage> storage : torch.storages().entrySet()) {
            MemorySegment bytes = entries.get(folder + "data/" + storage.getKey());
            if (bytes == null) {
                throw whole.refuse("the numbers of storage " + TorchPickle.shown(storage.getKey()) + " are missing");
            }
            torch.put(storage.getKey(), bytes);
            if (bytes.byteSize() < TorchPickle.bytes(storage.getValue(), whole)) {
                throw whole.refuse(
                        "storage " + TorchPickle.shown(storage.getKey()) + " is shorter than the pickle says");
            }
        }
        return PickledTree.tensors(loaded.value(), source, arena, file.byteSize());
    }
}
