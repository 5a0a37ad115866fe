package org.mirrorx.models.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/**
 * Checkpoints of PyTorch before 1.6: pickles in a row (a magic number, the protocol, the system, the object, the keys of the storages),
 * then for each key how many numbers it has, and the numbers.
 */
final class LegacyTorch {
    /** The magic number 0x1950a86a20f9469cfc6c as its pickle begins: protocol 2, a number of ten bytes. */
    private static final byte[] MAGIC = {
        (byte) 0x80,
        2,
        (byte) 0x8a,
        10,
        0x6c,
        (byte) 0xfc,
        (byte) 0x9c,
        0x46,
        (byte) 0xf9,
        0x20,
        0x6a,
        (byte) 0xa8,
        0x50,
        0x19,
        '.'
    };

    private static final long PROTOCOL = 1001;
    private static final String LITTLE_ENDIAN = "little_endian";
    private static final ValueLayout.OfLong LONGS = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private LegacyTorch() {}

    static boolean recognises(MemorySegment file) {
        return file.byteSize() >= MAGIC.length
                && file.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) < 0;
    }

    /** @throws org.mirrorx.models.Refusal when it is no such file */
    static Tensors read(MemorySegment file, String source, Arena arena) {
        TorchPickle torch = new TorchPickle();
        Pickle.Loaded protocol = Pickle.load(file, MAGIC.length, source, torch);
        if (!protocol.value().equals(new Pickle.Whole(PROTOCOL))) {
            throw new Pickle.Source(source, MAGIC.length).refuse("it is of an unknown protocol");
        }
        Pickle.Loaded system = Pickle.load(file, protocol.end(), source, torch);
        if (system.value() instanceof Pickle.Dictionary(Map<String, Pickle.Value> facts)
                && new Pickle.Bool(false).equals(facts.get(LITTLE_ENDIAN))) {
            throw new Pickle.Source(source, protocol.end()).refuse("its numbers are not in little-endian order");
        }
        Pickle.Loaded object = Pickle.load(file, system.end(), source, torch);
        Pickle.Loaded keys = Pickle.load(file, object.end(), source, torch);
        if (!(keys.value() instanceof Pickle.Items(List<Pickle.Value> names))) {
            throw new Pickle.Source(source, object.end()).refuse("it does not list its storages");
        }
        long at = keys.end();
        for (Pickle.Value name : names) {
            at = storage(file, at, name, torch, new Pickle.Source(source, at));
        }
        return PickledTree.tensors(object.value(), source, arena, file.byteSize());
    }

    /** @return where the next storage begins */
    private static long storage(MemorySegment file, long at, Pickle.Value name, TorchPickle torch, Pickle.Source here) {
        TorchPickle.Storage storage =
                name instanceof Pickle.Text(String key) ? torch.storages().get(key) : null;
        if (storage == null) {
            throw here.refuse("it lists a storage that no tensor uses");
        }
        if (at > file.byteSize() - Long.BYTES) {
            throw here.refuse("it ends before the numbers of storage " + TorchPickle.shown(storage.root()));
        }
        long numbers = file.get(LONGS, at);
        if (numbers != storage.numbers()) {
            throw here.refuse("storage " + TorchPickle.shown(storage.root()) + " has " + numbers + " numbers, not "
                    + storage.numbers());
        }
        long bytes = TorchPickle.bytes(storage, here);
        long from = at + Long.BYTES;
        if (bytes > file.byteSize() - from) {
            throw here.refuse("it ends within the numbers of storage " + TorchPickle.shown(storage.root()));
        }
        torch.put(storage.root(), file.asSlice(from, bytes));
        return from + bytes;
    }
}
