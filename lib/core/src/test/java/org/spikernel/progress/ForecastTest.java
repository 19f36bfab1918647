package org.spikernel.progress;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ForecastTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, about a second",
        "PT1S, about 1 second",
        "PT89S, about 89 seconds",
        "PT90S, about 1.5 minutes",
        "PT8M20S, about 8.3 minutes",
        "PT89M, about 89 minutes",
        "PT2H, about 2 hours",
        "PT35H, about 35 hours",
        "P5DT1H, about 5 days",
        "P59D, about 59 days",
        "P280D, about 9.2 months",
        "P365000D, about 999 years"
    })
    void saysATimeInTheUnitThatPeopleWouldUse(Duration time, String words) {
        assertThat(new Forecast(time)).hasToString(words);
    }

    @Test
    void addsUpAndMultiplies() {
        Forecast searches = Forecast.of(6, Duration.ofMinutes(10));
        Forecast trainings = Forecast.of(2, Duration.ofHours(1)).times(3);

        assertThat(searches.and(trainings).time()).isEqualTo(Duration.ofHours(7));
    }

    @Test
    void measuresPiecesOfWorkThatAreDoneAsTheyArePulled() {
        AtomicInteger done = new AtomicInteger();
        Stream<Integer> work = Stream.generate(() -> {
            sleep(done.get() == 0 ? 2000 : 10);
            return done.incrementAndGet();
        });

        Forecast forecast = Forecast.of(1000, work);

        assertThat(done)
                .as("the first takes all the time, and twenty are needed")
                .hasValue(20);
        assertThat(forecast.time()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(1000));
    }

    @Test
    void aPieceTakesTheMedianOfTheLastQuarter() {
        List<Duration> times = Stream.of(900, 800, 700, 600, 500, 400, 300, 200, 100, 3, 50, 4)
                .map(Duration::ofMillis)
                .toList();

        assertThat(Forecast.of(100, times).time()).isEqualTo(Duration.ofMillis(400));
        assertThat(Forecast.of(3, times.subList(0, 1)).time()).isEqualTo(Duration.ofMillis(2700));
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusesWhatIsNoWork() {
        assertThatThrownBy(() -> Forecast.of(-1, Duration.ofSeconds(1))).hasMessageContaining("-1");
        assertThatThrownBy(() -> new Forecast(Duration.ofSeconds(-1))).hasMessageContaining("PT-1S");
        assertThatThrownBy(() -> Forecast.of(1, Stream.empty())).hasMessageContaining("timed");
    }
}
