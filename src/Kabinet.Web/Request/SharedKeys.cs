using System.Xml.Linq;
using Kabinet.Engine.People;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Kabinet.Web.Request;

/// <summary>Keys of data protection in the database. The framework asks for them rarely and knows no other way than to wait.</summary>
internal sealed class SharedKeys(KeyStore keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Task.Run(() => keys.All().AsTask()).GetAwaiter().GetResult().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting)).AsTask()).GetAwaiter().GetResult();
}
