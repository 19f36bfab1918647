package org.spikernel.jupyter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import org.spikernel.progress.ProgressBarProvider;

import static org.assertj.core.api.Assertions.assertThat;

class SpikernelExtensionTest {

    /** A kernel of other people, which keeps what it is asked to evaluate. */
    private static final class OtherKernel extends BaseKernel {
        private final List<String> evaluated = new ArrayList<>();

        OtherKernel() {
            super(
                    "other",
                    "1",
                    null,
                    List.of(),
                    null,
                    new JupyterIO(StandardCharsets.UTF_8),
                    new CommManager(),
                    new Renderer(),
                    null,
                    new MagicsRegistry(),
                    false,
                    new StringStyler.Builder().build());
        }

        @Override
        public Object evalRaw(String source) {
            evaluated.add(source);
            return null;
        }

        @Override
        public DisplayData inspect(String code, int at, boolean extraDetail) {
            return null;
        }

        @Override
        public ReplacementOptions complete(String code, int at) {
            return null;
        }

        @Override
        public String isComplete(String code) {
            return IS_COMPLETE_MAYBE;
        }
    }

    @Test
    void bringsImportsAndDisplaysToAnyKernel() {
        OtherKernel kernel = new OtherKernel();

        new SpikernelExtension().install(kernel);

        assertThat(kernel.evaluated).contains("import org.spikernel.random.*;", "import tech.tablesaw.api.*;");
        assertThat(kernel.getRenderer().render(Table.create("t")).getData(MIMEType.TEXT_HTML))
                .asString()
                .contains("<table");
    }

    @Test
    void isFoundAsAService() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(SpikernelExtension.class);
    }

    @Test
    void offersNoBarOutsideOfNotebooks() {
        assertThat(ServiceLoader.load(ProgressBarProvider.class))
                .isNotEmpty()
                .allSatisfy(provider -> assertThat(provider.bar()).isEmpty());
    }
}
