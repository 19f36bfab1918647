package org.spikernel.study.kernelbench;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.spikernel.cell.KernelSet;
import org.spikernel.network.ParamCount;
import org.spikernel.study.kernelbench.Planned.Role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class KernelBenchPlanTest {

    private static final List<Planned> PLAN = KernelBenchPlan.first(480);

    @Test
    void isNumberedAndTheSameWhereverItEnds() {
        assertThat(PLAN).extracting(Planned::number).startsWith(1, 2, 3).endsWith(480);
        assertThat(KernelBenchPlan.first(100)).isEqualTo(PLAN.subList(0, 100));
    }

    @Test
    void trainsNothingTwice() {
        Set<List<Object>> seen = new HashSet<>();
        for (Planned planned : PLAN) {
            assertThat(seen.add(List.of(planned.cell().canonical(), planned.channels(), planned.seed())))
                    .as("%s", planned)
                    .isTrue();
        }
    }

    @Test
    void hasEveryPatternInAllSixKernelSets() {
        Map<Integer, List<Planned>> blocks = blocks();
        blocks.remove(PLAN.get(PLAN.size() - 1).block());
        blocks.forEach((block, planned) -> assertThat(planned)
                .as("block %d", block)
                .filteredOn(each -> each.role() == Role.SET)
                .extracting(Planned::kernels)
                .contains(KernelSet.ALL.stream().map(KernelSet::name).toArray(String[]::new)));
    }

    @Test
    void makesSmallKernelsAsHeavyAsLargeOnes() {
        blocks().forEach((block, planned) -> {
            Map<String, ParamCount> counts = planned.stream()
                    .filter(each -> each.seed() == 1)
                    .filter(each -> each.role() != Role.SET && each.role() != Role.RANDOM)
                    .collect(Collectors.toMap(
                            each -> each.role() == Role.UNIFORM
                                    ? each.kernels()
                                    : each.role().text(),
                            each -> each.network().params()));
            if (counts.size() == 6) {
                requireAlike(
                        counts.get("weights_of_5x5").features(),
                        counts.get("5x5").features());
                requireAlike(
                        counts.get("weights_of_7x7").features(),
                        counts.get("7x7").features());
                requireAlike(
                        counts.get("params_of_7x7").total(), counts.get("7x7").total());
            }
        });
    }

    private static void requireAlike(long wider, long larger) {
        assertThat(wider / (double) larger).isCloseTo(1, within(0.05));
    }

    @Test
    void trainsOneNetworkInTenFromThreeSeeds() {
        Map<List<Object>, Long> seeds = PLAN.subList(0, 479).stream()
                .collect(Collectors.groupingBy(each -> List.of(each.cell(), each.channels()), Collectors.counting()));
        long repeated = seeds.values().stream().filter(count -> count == 3).count();
        assertThat(seeds.values()).containsOnly(1L, 3L);
        assertThat(repeated / (double) seeds.size()).isCloseTo(0.1, within(0.01));
    }

    private static Map<Integer, List<Planned>> blocks() {
        return PLAN.stream().collect(Collectors.groupingBy(Planned::block));
    }
}
