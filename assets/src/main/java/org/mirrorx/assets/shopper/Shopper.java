package org.mirrorx.assets.shopper;

import java.awt.image.BufferedImage;

/** The sample shopper in her poses. */
public enum Shopper {
    STANDING("standing"),
    HAND_ON_HIP("hand-on-hip"),
    WALKING("walking");

    private final String name;

    Shopper(String name) {
        this.name = name;
    }

    public String fileName() {
        return name + ".jpg";
    }

    /** Draws the picture; a few seconds. */
    public BufferedImage photograph() {
        return Studio.photograph(
                switch (this) {
                    case STANDING -> Pose.standing();
                    case HAND_ON_HIP -> Pose.handOnHip();
                    case WALKING -> Pose.walking();
                });
    }
}
