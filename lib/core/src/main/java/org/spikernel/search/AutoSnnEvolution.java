package org.spikernel.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.random.RandomStream;
import org.spikernel.search.SearchHistory.Iteration;
import org.spikernel.space.Architecture;
import org.spikernel.space.SlottedSpace;

/**
 * The evolution of AutoSNN (Na et al., ICML 2022, Algorithm 1): in rounds, a pool of architectures is evaluated, and the next pool is made of
 * the best of all that were: by mutation, by crossing, and the rest at random. Nothing is evaluated twice.
 *
 * <p>What the paper leaves open is as in the authors' program: the parent of a mutant is any of the best, whatever its rank; two different
 * ones are crossed at one point; mutants, and children of two, are tried for at most {@value #ATTEMPTS} times each, and are refused where
 * they were evaluated before or are in the pool already.
 *
 * <p>The paper's fitness is accuracy, less what spikes cost: {@link org.spikernel.score.Fitness}. Any other score will do.
 *
 * <pre>{@code
 * Search.of(space, macro, score).strategy(Strategy.autoSnnEvolution().rounds(10).seed(42)).run();
 * }</pre>
 *
 * @param rounds how many pools are evaluated
 * @param top how many of the best are parents
 * @param pool architectures in a pool
 * @param mutants of them by mutation, at most
 * @param crossed of them by crossing, at most
 * @param probability that a mutation changes the choice in a slot, above 0 and up to 1
 * @param seed of all chance
 */
@CheckReturnValue
public record AutoSnnEvolution(int rounds, int top, int pool, int mutants, int crossed, double probability, long seed)
        implements Strategy {

    private static final int ATTEMPTS = 30;
    private static final int RANDOM_ATTEMPTS = 10_000;
    private static final Comparator<Iteration> BEST_FIRST =
            Comparator.comparingDouble(AutoSnnEvolution::worth).reversed();

    public AutoSnnEvolution {
        Given.positive(rounds, "rounds");
        Given.positive(top, "the number of parents");
        Given.positive(pool, "the size of a pool");
        Given.notNegative(mutants, "the number of mutants");
        Given.notNegative(crossed, "the number that is crossed");
        if (mutants + crossed > pool) {
            throw new IllegalArgumentException("a pool of " + pool + " has no room for " + mutants + " mutants and "
                    + crossed + " that are crossed; make it larger, or these fewer");
        }
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "the probability of a mutation must lie above 0 and up to 1, but is " + probability);
        }
    }

    /** As in the paper: 10 rounds, 10 parents, pools of 20, 10 of them mutants and 10 crossed, probability 0.2; seed 0. */
    static AutoSnnEvolution published() {
        return new AutoSnnEvolution(10, 10, 20, 10, 10, 0.2, 0);
    }

    /** The same with another number of rounds. */
    public AutoSnnEvolution rounds(int rounds) {
        return new AutoSnnEvolution(rounds, top, pool, mutants, crossed, probability, seed);
    }

    /** The same from another seed. */
    public AutoSnnEvolution seed(long seed) {
        return new AutoSnnEvolution(rounds, top, pool, mutants, crossed, probability, seed);
    }

    /** Where chance comes from. */
    interface Chance {
        /** A whole number from 0, below a bound. */
        int below(int bound);

        /** A number from 0 (included) to 1 (excluded). */
        double uniform();

        static Chance of(RandomStream random) {
            return new Chance() {
                @Override
                public int below(int bound) {
                    return random.nextInt(bound);
                }

                @Override
                public double uniform() {
                    return random.nextDouble();
                }
            };
        }
    }

    @Override
    public List<? extends Architecture> next(SearchHistory history) {
        SlottedSpace space = slotted(history.search());
        int round = (history.size() + pool - 1) / pool;
        if (round == rounds) {
            return List.of();
        }
        Set<Architecture> seen = new HashSet<>();
        history.iterations().forEach(iteration -> seen.add(iteration.proposed().canonical()));
        List<Architecture> best = history.iterations().stream()
                .sorted(BEST_FIRST)
                .limit(top)
                .map(Iteration::proposed)
                .toList();
        return new NextPool(space, best, seen, Chance.of(RandomStream.at(seed, "AutoSNN evolution", round))).made();
    }

    private static double worth(Iteration iteration) {
        return iteration.score().orElse(Double.NEGATIVE_INFINITY);
    }

    private static SlottedSpace slotted(Search search) {
        if (search.space() instanceof SlottedSpace space) {
            return space;
        }
        throw new IllegalArgumentException(
                "AutoSNN's evolution crosses architectures, which takes a space of choices in slots"
                        + " (SlottedSpace), but found " + search.space().name() + "; use Strategy.evolution instead");
    }

    /** A pool that is filled. */
    final class NextPool {

        private final SlottedSpace space;
        private final List<List<Integer>> parents;
        private final Set<Architecture> seen;
        private final Chance chance;
        private final List<Architecture> made = new ArrayList<>();

        /**
         * Of parents.
         *
         * @param best the parents, best first; none in the first round
         * @param seen what was evaluated, in canonical form
         */
        NextPool(SlottedSpace space, List<Architecture> best, Set<Architecture> seen, Chance chance) {
            this.space = space;
            this.parents = best.stream().map(space::choices).toList();
            this.seen = new HashSet<>(seen);
            this.chance = chance;
        }

        /** Fills it; with fewer than it has room for where hardly anything is left that was not seen. */
        List<Architecture> made() {
            if (!parents.isEmpty()) {
                fill(mutants, ATTEMPTS, this::mutant);
            }
            if (parents.size() > 1 && !space.cuts().isEmpty()) {
                fill(made.size() + crossed, ATTEMPTS, this::child);
            }
            fill(pool, RANDOM_ATTEMPTS, this::drawn);
            return List.copyOf(made);
        }

        private void fill(int size, int attempts, Supplier<List<Integer>> maker) {
            for (int attempt = 0; attempt < attempts && made.size() < size; attempt++) {
                Optional<? extends Architecture> found = space.withChoices(maker.get());
                if (found.isPresent() && seen.add(found.get().canonical())) {
                    made.add(found.get());
                }
            }
        }

        private List<Integer> mutant() {
            List<Integer> mutant = new ArrayList<>(parents.get(chance.below(parents.size())));
            for (int slot = 0; slot < mutant.size(); slot++) {
                int alternatives = space.alternatives().get(slot);
                if (chance.uniform() < probability && alternatives > 1) {
                    mutant.set(slot, otherThan(mutant.get(slot), alternatives));
                }
            }
            return mutant;
        }

        /** One of those from 0 that is not this one. */
        private int otherThan(int one, int bound) {
            int other = chance.below(bound - 1);
            return other < one ? other : other + 1;
        }

        private List<Integer> child() {
            int first = chance.below(parents.size());
            int second = otherThan(first, parents.size());
            List<Integer> child = new ArrayList<>(parents.get(second));
            List<Integer> cuts = space.cuts();
            int cut = cuts.get(chance.below(cuts.size()));
            for (int slot = 0; slot < cut; slot++) {
                child.set(slot, parents.get(first).get(slot));
            }
            return child;
        }

        private List<Integer> drawn() {
            return space.alternatives().stream().map(chance::below).toList();
        }
    }

    /** {@code AutoSNN_blocks_10x20}. */
    @Override
    public String setting(Search search) {
        return search.space().name() + "_AutoSNN_" + rounds + "x" + pool;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "search", "AutoSNN's evolution",
                "seed", Long.toString(seed),
                "parents", Integer.toString(top),
                "pool", Integer.toString(pool),
                "mutants", Integer.toString(mutants),
                "crossed", Integer.toString(crossed),
                "probability of mutation", Double.toString(probability));
    }

    @Override
    public OptionalInt expectedIterations(Search search) {
        return OptionalInt.of(rounds * pool);
    }
}
