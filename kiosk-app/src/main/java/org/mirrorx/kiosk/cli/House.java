package org.mirrorx.kiosk.cli;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mirrorx.inference.Atelier;
import org.mirrorx.inference.garment.CutOutcome;
import org.mirrorx.inference.garment.GarmentKind;
import org.mirrorx.inference.garment.GarmentPhoto;
import org.mirrorx.inference.garment.Wardrobe;
import org.mirrorx.kiosk.Places;
import org.mirrorx.kiosk.store.CatalogStore;
import org.mirrorx.kiosk.store.GarmentWork;
import org.mirrorx.models.store.InstallPack;

/** What the commands need of the program. Every part is made when it is first asked for, so that a short command stays short. */
public interface House {
    Places places();

    /** The atelier with every pack that is installed. May be called from any thread; loads the networks at the first call. */
    Atelier atelier();

    /**
     * An atelier of its own for a comparison.
     *
     * @param pack folder of the optional networks' published files; empty for none
     */
    Atelier atelierWith(Optional<Path> pack);

    /** Cuts a garment out of its photograph, or takes it off the model who wears it. */
    CutOutcome cut(GarmentPhoto photo, Arena memory);

    /** The same when nobody wears it for sure: need not wait for the networks. */
    CutOutcome cutAlone(GarmentPhoto photo, Arena memory);

    /** What is done once for each garment of the catalog: cutting it out. */
    GarmentWork cutting();

    /** Makes packs of published files and puts them among the installed ones. */
    InstallPack installer();

    /** Where the cuts are kept. */
    Wardrobe wardrobe();

    /** The sample shopper and garments MirrorX draws itself. */
    Samples samples();

    /** The shop's catalog; made empty where there is none. */
    CatalogStore store();

    /**
     * Opens the mirror and returns when it is ended.
     *
     * @throws org.mirrorx.models.Refusal when it cannot open
     */
    void kiosk(KioskWishes wishes);

    /**
     * How the mirror is to run.
     *
     * @param film folder for the pictures of one scripted visit
     * @param rehearsals scripted visits to play one after the other; 0 for shoppers
     * @param report told what the rehearsals find, line by line
     * @param replay stands for the camera
     * @param language the shop's for this run
     * @param size width and height of the window, px
     */
    record KioskWishes(
            Optional<Path> film,
            int rehearsals,
            Consumer<String> report,
            Optional<Path> replay,
            Optional<String> language,
            Optional<int[]> size) {
        /** Waits for shoppers, as it is set. */
        static KioskWishes ofShoppers() {
            return new KioskWishes(
                    Optional.empty(), 0, line -> {}, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** What stands in the way of working, and what is there. */
    Diagnosis diagnosis();

    /** Pictures that come with MirrorX. */
    interface Samples {
        /** Poses of the sample shopper, the plainest first. */
        List<Sample> people();

        /** Sample garments, the one for a first look first. */
        List<Sample> garments();

        /** The sample garment with this SKU. */
        Optional<Sample> garment(String sku);
    }

    /**
     * @param name file name
     * @param bytes reads the PNG or JPEG
     * @param kind of a garment; empty for people
     */
    record Sample(String name, Supplier<byte[]> bytes, Optional<GarmentKind> kind) {}

    /** Parts that only {@code doctor} asks for. */
    interface Diagnosis {
        /**
         * Version of OpenCV's native library.
         *
         * @throws RuntimeException or an {@link Error} of the linker when it does not load
         */
        String openCv();

        /**
         * Version of ONNX Runtime and what it can compute on.
         *
         * @throws RuntimeException as {@link #openCv()}
         */
        String onnxRuntime();

        /**
         * Loads and runs the built-in networks once; says which.
         *
         * @throws RuntimeException when one does not run
         */
        String networks();

        /**
         * How many garments the catalog holds; empty without one.
         *
         * @throws RuntimeException when it cannot be opened
         */
        String catalog();

        /** The installed packs; empty when there is none. */
        String packs();

        /** What the photo-real engine computes on; empty when its pack is not installed. */
        String photoReal();

        /** Why each graphics device is not used, one sentence each. */
        List<String> unusedDevices();
    }
}
