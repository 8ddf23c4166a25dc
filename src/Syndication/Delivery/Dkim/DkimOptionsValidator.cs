using Microsoft.Extensions.Options;

namespace Syndication.Delivery.Dkim;

/// <summary>Checks the signing keys before the host listens: one fault per line, with key, value and rule, and nothing of a file's content.</summary>
internal sealed class DkimOptionsValidator(IHostEnvironment environment) : IValidateOptions<DeliveryOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DeliveryOptions options)
    {
        var faults = new List<string>();
        for (var i = 0; i < options.Dkim.Count; i++)
            Check(faults, $"Delivery:Dkim:{i}", options.Dkim[i]);
        foreach (var twice in options.Dkim.GroupBy(Published).Where(group => group.Key is not null && group.Count() > 1))
            faults.Add($"Delivery:Dkim: '{twice.Key!.Selector}' is the selector of {twice.Count()} keys of {twice.Key.Domain}.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private void Check(List<string> faults, string key, DkimOptions dkim)
    {
        if (!KeyName.TryRead(new DkimOptions { Domain = dkim.Domain, Selector = "any" }, out _))
            faults.Add($"{key}:Domain: '{dkim.Domain}' is not a domain.");
        if (!KeyName.TryRead(new DkimOptions { Domain = "example.org", Selector = dkim.Selector }, out _))
            faults.Add($"{key}:Selector: '{dkim.Selector}' is not made of letters, digits and hyphens, with dots between.");
        if (dkim.PrivateKeyFile.Length == 0)
            faults.Add($"{key}:PrivateKeyFile: '' is required.");
        else if (!KeyFile.TryRead(Path.GetFullPath(dkim.PrivateKeyFile, environment.ContentRootPath), out _, out var rule))
            faults.Add($"{key}:PrivateKeyFile: '{dkim.PrivateKeyFile}' {rule}.");
    }

    private static KeyName? Published(DkimOptions dkim) => KeyName.TryRead(dkim, out var name) ? name : null;
}
