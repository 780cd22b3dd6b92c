using System.Text.Json.Serialization;

namespace Kabinet.Engine.Backups;

/// <summary>What an archive holds; the last thing in it, so an archive that broke off has none.</summary>
/// <param name="Format">Version of the archive's own form.</param>
/// <param name="At">When it was begun, UTC.</param>
/// <param name="Database"><c>sqlite</c>, whose copy is in the archive, or <c>postgresql</c>, which is backed up by its own means.</param>
/// <param name="Revision">Number of the definitions that served.</param>
/// <param name="Entries">Everything else in the archive.</param>
public sealed record BackupManifest(int Format, DateTime At, string Database, int Revision, IReadOnlyList<BackupEntry> Entries)
{
    internal const string Name = "manifest.json";
    internal const int ThisFormat = 1;
    /// <summary>Name of the copy of an embedded database.</summary>
    internal const string DatabaseEntry = "kabinet.db";
    /// <summary>Folders of the data folder that belong to an installation.</summary>
    internal static readonly string[] Folders = ["files", "keys"];
}

/// <summary>One file in an archive.</summary>
/// <param name="Path">Its path, with slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Checksum in hexadecimal.</param>
public sealed record BackupEntry(string Path, long Size, string Sha256);

/// <summary>A backup cannot be made or taken back; nothing was changed.</summary>
public sealed class BackupException(string message) : Exception(message);

[JsonSerializable(typeof(BackupManifest))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class ManifestJson : JsonSerializerContext;
