package org.spikernel.search;

/** What somebody has given, which may be null. */
final class Given {

    private Given() {}

    /**
     * The thing itself.
     *
     * @param what what it is to a search, for the error
     * @throws IllegalArgumentException if it is null
     */
    static <T> T of(T given, String what) {
        if (given == null) {
            throw new IllegalArgumentException(
                    "the " + what + " of a search must be given, but is null; a search without one does not name it");
        }
        return given;
    }
}
