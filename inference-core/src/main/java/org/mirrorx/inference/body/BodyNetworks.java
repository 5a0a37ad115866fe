package org.mirrorx.inference.body;

import java.util.Optional;

/** The small networks, ready to read: five built in, three of an optional pack. */
record BodyNetworks(
        FindPeople people,
        ReadPose pose,
        SegmentPerson person,
        FindFaces faces,
        ReadFace mesh,
        Optional<FindFacesFarAway> facesFarAway,
        Optional<SegmentHair> hair,
        Optional<ParseClothes> parse) {}
