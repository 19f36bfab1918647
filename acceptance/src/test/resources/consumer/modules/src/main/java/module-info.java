/** A program that requires what it uses, and nothing of what that uses in turn. */
module tenlines {
    requires spikernel.plot;
    requires spikernel.model;
    requires spikernel.study;
}
