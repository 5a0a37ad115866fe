package org.mirrorx.inference.image;

import org.opencv.core.Core;

/** Loads OpenCV's native library once. Every class that creates a {@code Mat} calls {@link #load()} before its first. */
public final class Natives {
    private Natives() {}

    /** Loads the library from {@code java.library.path} when the launcher unpacked it, else out of its jar. */
    public static void load() {
        Loaded.touch();
    }

    private static final class Loaded {
        static {
            loadOpenCv();
        }

        private static void touch() {}

        @SuppressWarnings("restricted") // System.loadLibrary: the launcher passes --enable-native-access
        private static void loadOpenCv() {
            try {
                System.loadLibrary(Core.NATIVE_LIBRARY_NAME);
            } catch (UnsatisfiedLinkError notUnpacked) {
                nu.pattern.OpenCV.loadLocally();
            }
        }
    }
}
