/**
 * Predicts the accuracy of cells that nobody has trained, from others that somebody has: by a Gaussian process, from what can be said of
 * a cell without training, or with a little of it.
 *
 * <pre>{@code
 * AccuracyPredictor predictor = AccuracyPredictor.fit(features, accuracies);
 * predictor.predict(CellFeatures.of(cell));
 * }</pre>
 *
 * <p>{@link org.spikernel.study.predict.KernelPredictor} guides a search, {@code Strategy.guided}: it says how sure it is, too.
 *
 * <p>{@link org.spikernel.study.predict.PredictionStudy} says how good such predictions are on a benchmark, and what carries them, and
 * {@link org.spikernel.study.predict.Ceiling} how good they can be;
 * {@link org.spikernel.study.predict.ScoredCells} is what it learns from. Imports the core library, {@code study} and {@code tabular}; it
 * needs neither DL4J nor a trained model.
 */
package org.spikernel.study.predict;
