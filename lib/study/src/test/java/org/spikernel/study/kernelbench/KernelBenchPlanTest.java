package org.spikernel.study.kernelbench;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.spikernel.cell.KernelSet;
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
    void trainsNothingTwiceForOneReason() {
        Set<List<Object>> seen = new HashSet<>();
        for (Planned planned : PLAN) {
            assertThat(seen.add(
                            List.of(planned.role(), planned.cell().canonical(), planned.channels(), planned.seed())))
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
    void givesSmallKernelsTheMemoryOfLargeOnes() {
        blocks().forEach((block, planned) -> {
            Map<String, Long> weights = planned.stream()
                    .filter(each -> each.seed() == 1)
                    .filter(each -> each.role() == Role.UNIFORM || each.role() == Role.WIDER)
                    .collect(Collectors.toMap(
                            each -> each.role().text() + each.kernels(),
                            each -> each.network().params().features()));
            if (weights.size() == 4) {
                assertThat(weights.get("wider3x3") / (double) weights.get("uniform5x5"))
                        .isBetween(1.3, 1.8);
                assertThat(weights.get("wider3x3") / (double) weights.get("uniform7x7"))
                        .isBetween(0.75, 0.95);
            }
        });
    }

    @Test
    void trainsOneNetworkInTenFromThreeSeeds() {
        Map<List<Object>, Long> seeds = PLAN.subList(0, 479).stream()
                .collect(Collectors.groupingBy(
                        each -> List.of(each.role(), each.cell(), each.channels()), Collectors.counting()));
        long repeated = seeds.values().stream().filter(count -> count == 3).count();
        assertThat(seeds.values()).containsOnly(1L, 3L);
        assertThat(repeated / (double) seeds.size()).isCloseTo(0.1, within(0.01));
    }

    @Test
    void hasNoBlockLongerThanItSays() {
        assertThat(blocks().values())
                .allSatisfy(block -> assertThat(block).hasSizeLessThanOrEqualTo(KernelBenchPlan.LONGEST_BLOCK));
    }

    private static Map<Integer, List<Planned>> blocks() {
        return PLAN.stream().collect(Collectors.groupingBy(Planned::block));
    }
}
