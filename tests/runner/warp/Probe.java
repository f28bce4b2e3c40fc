// Waits that Java programs make, all at once: prints each one's name and seconds as Java saw it.
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

public class Probe {
  static final long SECONDS = 30;

  interface Wait {
    void run() throws Exception;
  }

  /** A server that takes connections and says nothing. */
  static final ServerSocket silent = silentServer();

  static ServerSocket silentServer() {
    try {
      return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException error) {
      throw new IllegalStateException(error);
    }
  }

  static void expect(Class<?> error, Wait wait) {
    try {
      wait.run();
    } catch (Exception thrown) {
      final Throwable cause = thrown instanceof ExecutionException ? thrown.getCause() : thrown;
      if (error.isInstance(cause)) return;
      throw new IllegalStateException(thrown);
    }
    throw new IllegalStateException("no " + error);
  }

  static void socketTimeout() {
    expect(SocketTimeoutException.class, () -> {
      try (Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
        socket.setSoTimeout((int) SECONDS * 1000);
        socket.getInputStream().read();
      }
    });
  }

  static void httpTimeout() {
    final URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
    final HttpRequest request =
        HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(SECONDS)).build();
    expect(HttpTimeoutException.class, () -> HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString()));
  }

  static void monitor() throws Exception {
    final Object monitor = new Object();
    synchronized (monitor) {
      monitor.wait(SECONDS * 1000);
    }
  }

  static void process() throws Exception {
    final Process sleeper = new ProcessBuilder("sleep", "100000").start();
    if (sleeper.waitFor(SECONDS, TimeUnit.SECONDS)) throw new IllegalStateException("it ended");
    sleeper.destroy();
  }

  static final Map<String, Wait> probes = Map.ofEntries(
      Map.entry("Thread.sleep", () -> Thread.sleep(SECONDS * 1000)),
      Map.entry("Object.wait", Probe::monitor),
      Map.entry("LockSupport.parkNanos",
                () -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS))),
      Map.entry("ScheduledExecutorService", () -> Executors.newScheduledThreadPool(1)
          .schedule(() -> {}, SECONDS, TimeUnit.SECONDS).get()),
      Map.entry("CompletableFuture.orTimeout", () -> expect(TimeoutException.class,
          () -> new CompletableFuture<String>().orTimeout(SECONDS, TimeUnit.SECONDS).get())),
      Map.entry("BlockingQueue.poll",
                () -> new LinkedBlockingQueue<String>().poll(SECONDS, TimeUnit.SECONDS)),
      Map.entry("Semaphore.tryAcquire",
                () -> new Semaphore(0).tryAcquire(SECONDS, TimeUnit.SECONDS)),
      Map.entry("Selector.select", () -> Selector.open().select(SECONDS * 1000)),
      Map.entry("Socket.setSoTimeout", Probe::socketTimeout),
      Map.entry("HttpClient", Probe::httpTimeout),
      Map.entry("Process.waitFor", Probe::process));

  static String timed(String name, Wait wait) throws Exception {
    final long start = System.nanoTime();
    final long wall = System.currentTimeMillis();
    wait.run();
    final double shown = (System.nanoTime() - start) / 1e9;
    final double shownByWall = (System.currentTimeMillis() - wall + 1) / 1e3;
    return String.format("%s %.6f", name, Math.min(shown, shownByWall));
  }

  public static void main(String[] words) throws Exception {
    final var pool = Executors.newCachedThreadPool();
    final List<Future<String>> lines = new ArrayList<>();
    for (final var probe : probes.entrySet()) {
      final Callable<String> task = () -> timed(probe.getKey(), probe.getValue());
      lines.add(pool.submit(task));
    }
    for (final var line : lines) System.out.println(line.get());
    System.exit(0);
  }
}
