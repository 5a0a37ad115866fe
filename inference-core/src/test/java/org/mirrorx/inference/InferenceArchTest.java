package org.mirrorx.inference;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the pictures and everything else. */
@AnalyzeClasses(packages = "org.mirrorx.inference", importOptions = ImportOption.DoNotIncludeTests.class)
final class InferenceArchTest {
    @ArchTest
    static final ArchRule oneDoorLeadsToTheRuntime = noClasses()
            .that()
            .resideOutsideOfPackage("org.mirrorx.inference.ort..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("ai.onnxruntime.."));

    @ArchTest
    static final ArchRule theRuntimeKnowsNoBodyAndNoGarment = noClasses()
            .that()
            .resideInAPackage("org.mirrorx.inference.ort..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.mirrorx.inference..")
                    .and(describe(
                            "other rooms", type -> !type.getPackageName().startsWith("org.mirrorx.inference.ort"))));

    @ArchTest
    static final ArchRule inferenceKnowsNoScreenAndNoShop = noClasses()
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("org.mirrorx.kiosk..", "javafx..", "java.sql..", "javax.sql..", "org.sqlite.."));

    @ArchTest
    static final ArchRule nothingReachesANetwork = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..", "java.rmi..", "com.sun.net..")
                    .and(describe(
                            "other than names of resources",
                            type -> !type.getName().matches("java\\.net\\.(URI|URL)"))))
            .orShould()
            .callMethodWhere(describe(
                    "opens a URL",
                    call -> call.getTargetOwner().getName().equals("java.net.URL")
                            && call.getTarget().getName().matches("openConnection|openStream|getContent")))
            .orShould()
            .dependOnClassesThat(resideInAPackage("java.nio.channels")
                    .and(describe(
                            "network channels",
                            type -> type.getSimpleName().matches(".*Socket.*|DatagramChannel|NetworkChannel"))));

    @ArchTest
    static final ArchRule nothingDeserialisesObjects =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream");
}
