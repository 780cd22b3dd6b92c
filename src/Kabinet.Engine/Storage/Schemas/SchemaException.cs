namespace Kabinet.Engine.Storage.Schemas;

/// <summary>A change of the tables that the data do not allow, or that somebody else was faster with; nothing was changed.</summary>
public sealed class SchemaException(string message) : Exception(message);
