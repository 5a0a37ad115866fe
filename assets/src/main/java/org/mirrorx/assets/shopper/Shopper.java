package org.mirrorx.assets.shopper;

import java.awt.image.BufferedImage;
import java.util.function.Supplier;

/** The sample shopper in her poses. */
public enum Shopper {
    STANDING("standing", Pose::standing),
    HAND_ON_HIP("hand-on-hip", Pose::handOnHip),
    WALKING("walking", Pose::walking);

    private final String name;
    private final Supplier<Pose> pose;

    Shopper(String name, Supplier<Pose> pose) {
        this.name = name;
        this.pose = pose;
    }

    public String fileName() {
        return name + ".jpg";
    }

    /** Draws the picture; a few seconds. */
    public BufferedImage photograph() {
        return Studio.photograph(pose.get());
    }
}
