/**
 * Comparing things honestly: how far a score, a search or a difference between trained networks can be trusted.
 *
 * <p>{@link org.spikernel.study.Repetition} does the same work for several settings from several seeds, with one bar for all. What came of
 * it is measured: {@link org.spikernel.study.Measurements} have a table, means with their spread, and
 * {@link org.spikernel.study.PairedComparisons}, which say which settings differ by more than chance.
 * {@link org.spikernel.study.Leads} ask whether one setting is ahead under several conditions: whether what was found once holds elsewhere.
 * {@link org.spikernel.study.OperationSignificance} is such a repetition: what each operation of a space is worth.
 * {@link org.spikernel.study.BestOfDraws} says how long a random search is worth running,
 * {@link org.spikernel.study.SearchBesideDraws} what another search has found beside it,
 * {@link org.spikernel.study.RegretCurve} how soon a search finds good cells,
 * {@link org.spikernel.study.RankCorrelation} how well one ranking agrees with another, and
 * {@link org.spikernel.study.ExplainedVariance} how much groups explain. Of networks that were trained,
 * {@link org.spikernel.study.SeededAgreement} says how well a score ranks them beside what trainings agree with one another, and
 * {@link org.spikernel.study.BudgetChoices} whether the choice within a budget is the best that fits;
 * {@link org.spikernel.study.IterationCosts} what fewer iterations of a search find and save.
 * {@link org.spikernel.study.Rows} and {@link org.spikernel.study.Curves} make the tables that notebooks show and draw, and
 * {@link org.spikernel.study.Guessing} sets accuracies beside what whoever guesses reaches.
 *
 * <p>A measurement is a function: nothing here knows how networks are trained. Imports the core library and {@code tabular}.
 */
package org.spikernel.study;
