namespace Kabinet.Web.Blocks;

/// <summary>Files that were refused, and the form to try again.</summary>
internal sealed record UploadView(string Title, string Action, string Back, IReadOnlyList<string> Refusals);
