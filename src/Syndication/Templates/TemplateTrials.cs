namespace Syndication.Templates;

/// <summary>Tries the templates of all mails and pages before anything is listened on; a fault stops the start.</summary>
internal sealed class TemplateTrials(IEnumerable<ITemplateTrial> trials) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var trial in trials)
            trial.Run();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
