package org.likeness.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;

final class ProxiesTest {
    @ParameterizedTest
    @CsvSource({"http://proxy.example:3128, 3128", "proxy.example:3128, 3128", "http://proxy.example, 80"})
    void aProxyIsAHostAndAPort(String stated, int port) {
        InetSocketAddress address = (InetSocketAddress) Proxies.proxy(stated).address();
        assertThat(address.getHostString()).isEqualTo("proxy.example");
        assertThat(address.getPort()).isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "http://ann:secret@proxy.example:3128", "a b"})
    void whatIsNoProxyIsRefused(String stated) {
        assertThatThrownBy(() -> Proxies.proxy(stated))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("http://host:port");
    }

    @ParameterizedTest
    @CsvSource({
        "models.example, true",
        "example, true",
        ".example, true",
        "*, true",
        "'other, models.example', true",
        "odels.example, false",
        "'', false"
    })
    void exceptedHostsAreReachedDirectly(String list, boolean excepted) {
        assertThat(Proxies.isExcepted("models.example", list)).isEqualTo(excepted);
    }

    @Test
    void withoutAListNobodyIsExcepted() {
        assertThat(Proxies.isExcepted("models.example", null)).isFalse();
    }
}
