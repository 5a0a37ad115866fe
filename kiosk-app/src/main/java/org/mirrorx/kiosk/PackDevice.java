package org.mirrorx.kiosk;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.mirrorx.inference.ort.DevicePlan;
import org.mirrorx.inference.ort.Network;
import org.mirrorx.inference.ort.OnnxRuntime;
import org.mirrorx.inference.ort.Provider;
import org.mirrorx.inference.ort.SelfTest;
import org.mirrorx.models.Refusal;
import org.mirrorx.models.store.Pack;

/**
 * What the networks of packs compute on.
 *
 * @param provider the first device that passed its self-test
 * @param threads of a processor
 */
record PackDevice(Provider provider, int threads) {
    static PackDevice ofThisMachine() {
        Provider provider = Stream.of(Provider.values())
                .filter(candidate -> SelfTest.run(candidate).isEmpty())
                .findFirst()
                .orElse(Provider.CPU);
        return new PackDevice(provider, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Plans.
     *
     * @throws Refusal when there is not enough memory
     */
    DevicePlan plan(DevicePlan.Need need) {
        OptionalLong free = provider.isCard() ? FreeMemory.ofCard() : FreeMemory.ofMachine();
        // Where nobody says how much is free, the runtime finds out.
        return DevicePlan.of(provider, need, free.orElse(Long.MAX_VALUE));
    }

    /** A network of a pack on the processor. */
    Network openOnProcessor(Pack pack, String name) {
        return OnnxRuntime.get().open(file(pack, name), threads);
    }

    Network open(Pack pack, String name, DevicePlan plan) {
        return OnnxRuntime.get().open(file(pack, name), plan, threads);
    }

    private static Path file(Pack pack, String name) {
        return pack.file(name)
                .orElseThrow(() ->
                        new Refusal("The pack " + pack.kind().id() + " has no file " + name + "; install it again."));
    }

    /** What is made of an opened network; the network is closed again where that fails, and not left behind with its memory. */
    static <T> T keeping(Network network, Function<Network, T> make) {
        try {
            return make.apply(network);
        } catch (RuntimeException unfit) {
            network.close();
            throw unfit;
        }
    }
}
