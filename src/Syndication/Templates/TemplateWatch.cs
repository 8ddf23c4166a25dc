namespace Syndication.Templates;

/// <summary>Notices, while somebody works on them, that templates have changed. A change that does not compile, or cannot be rendered, is told, and the last good state stays.</summary>
public sealed partial class TemplateWatch : IDisposable
{
    private readonly FileSystemWatcher files;
    private readonly ILogger<TemplateWatch> logger;
    private int changed;

    /// <param name="folder">Where the templates are.</param>
    /// <param name="logger">Told of faults.</param>
    public TemplateWatch(string folder, ILogger<TemplateWatch> logger)
    {
        this.logger = logger;
        files = new FileSystemWatcher(folder, "*.hbs") { IncludeSubdirectories = true };
        files.Changed += Note;
        files.Created += Note;
        files.Deleted += Note;
        files.Renamed += Note;
        files.EnableRaisingEvents = true;
    }

    /// <inheritdoc/>
    public void Dispose() => files.Dispose();

    /// <summary>Whether a file has changed since this was last asked.</summary>
    internal bool HasChanged() => Interlocked.Exchange(ref changed, 0) != 0;

    /// <summary>The templates as they are now, or null where one is at fault.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="words">What they say.</param>
    /// <param name="trial">Throws where one cannot be rendered.</param>
    internal TemplateSet? Compile(string folder, Words words, Action<TemplateSet> trial)
    {
        try
        {
            var set = new TemplateSet(folder, words);
            trial(set);
            return set;
        }
        catch (Exception fault) when (fault is TemplateFaultException or IOException)
        {
            LogFault(fault.Message);
            return null;
        }
    }

    private void Note(object sender, FileSystemEventArgs change) => Interlocked.Exchange(ref changed, 1);

    [LoggerMessage(EventId = 7001, Level = LogLevel.Error, Message = "The changed templates are not taken up: {Fault}")]
    private partial void LogFault(string fault);
}
