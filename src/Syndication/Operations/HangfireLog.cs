using Hangfire.AspNetCore;
using Hangfire.Logging;
using LogLevel = Hangfire.Logging.LogLevel;

namespace Syndication.Operations;

/// <summary>
/// Hangfire's log, in the host's. Hangfire keeps one for the whole process, that of the host that was built last: where there are several, one
/// that is being built may be given the log of one that is gone, and gets none then.
/// </summary>
internal sealed class HangfireLog(ILoggerFactory loggers) : ILogProvider
{
    private readonly AspNetCoreLogProvider inner = new(loggers);

    public ILog GetLogger(string name)
    {
        try
        {
            return inner.GetLogger(name);
        }
        catch (ObjectDisposedException)
        {
            return new NoLog();
        }
    }

    private sealed class NoLog : ILog
    {
        public bool Log(LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null) => false;
    }
}
