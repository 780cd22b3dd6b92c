namespace Kabinet.Engine.Files;

/// <summary>The folder of files cannot be written: its disk is full or closed. Nothing of the file was kept.</summary>
public sealed class FilesUnavailableException(Exception inner) : Exception("The folder of files cannot be written", inner);
