using System.Text.Json.Serialization;

namespace Kabinet.Engine.Backups;

/// <summary>Contents of an archive. It is the archive's last entry, so an incomplete archive has none.</summary>
/// <param name="Format">Version of the archive format.</param>
/// <param name="At">When the backup began, UTC.</param>
/// <param name="Database"><c>sqlite</c>, with a copy in the archive, or <c>postgresql</c>, which is backed up by its own tools.</param>
/// <param name="Revision">Number of the published definitions.</param>
/// <param name="Entries">All other entries of the archive.</param>
public sealed record BackupManifest(int Format, DateTime At, string Database, int Revision, IReadOnlyList<BackupEntry> Entries)
{
    internal const string Name = "manifest.json";
    internal const int ThisFormat = 1;
    /// <summary>Name of the copy of a SQLite database.</summary>
    internal const string DatabaseEntry = "kabinet.db";
    /// <summary>Folders inside the data folder that are backed up.</summary>
    internal static readonly string[] Folders = ["files", "keys"];
}

/// <summary>One file in an archive.</summary>
/// <param name="Path">Path, with forward slashes.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Sha256">Checksum in hexadecimal.</param>
public sealed record BackupEntry(string Path, long Size, string Sha256);

/// <summary>A backup cannot be made or restored; nothing was changed.</summary>
public sealed class BackupException(string message) : Exception(message);

[JsonSerializable(typeof(BackupManifest))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class ManifestJson : JsonSerializerContext;
