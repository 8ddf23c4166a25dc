using Microsoft.Extensions.Options;
using Syndication.Publication;

namespace Syndication.Ingest.Watching;

/// <summary>Checks <see cref="FolderOptions"/> before the host listens.</summary>
public sealed class FolderOptionsValidator : IValidateOptions<FolderOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, FolderOptions options)
    {
        var faults = new List<string>();
        Between("SettleAfter", options.SettleAfter, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Between("PollEvery", options.PollEvery, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        if (options.Section.Length > 0 && !Slug.IsValid(options.Section))
            faults.Add($"Ingest:Folder:Section: '{options.Section}' is not a section's slug.");
        if (options.Withdraw && options.Done.Length > 0)
            faults.Add("Ingest:Folder:Withdraw: 'True' is not possible with Ingest:Folder:Done, which takes every file away.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Between(string key, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
                faults.Add($"Ingest:Folder:{key}: '{value}' is not between {least} and {most}.");
        }
    }
}
