package org.spikernel.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What is returned is all that the call does: whoever drops it has called for nothing. A notebook prints a note where a statement such as
 * {@code trainer.epochs(20);} drops a changed copy; Error Prone, SpotBugs and IntelliJ know the annotation by its name and warn too.
 *
 * <p>Mark a method that returns a changed copy of an immutable object, such as {@code epochs} of a trainer or {@code withPadding} of a
 * window; or a whole type if none of its methods does anything but return something. Methods that are also called for what they do, such
 * as a training or a search that writes to a file, stay unmarked.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CheckReturnValue {}
