/* eslint-disable */
/* Chatgraft chat element, Apache-2.0. Contains lit (BSD-3-Clause), streaming-markdown (MIT), eventsource-parser (MIT), lucide icons (ISC). */
var Be=globalThis,Ne=Be.ShadowRoot&&(Be.ShadyCSS===void 0||Be.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,Ut=Symbol(),aa=new WeakMap,be=class{constructor(t,r,a){if(this._$cssResult$=!0,a!==Ut)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=t,this.t=r}get styleSheet(){let t=this.o,r=this.t;if(Ne&&t===void 0){let a=r!==void 0&&r.length===1;a&&(t=aa.get(r)),t===void 0&&((this.o=t=new CSSStyleSheet).replaceSync(this.cssText),a&&aa.set(r,t))}return t}toString(){return this.cssText}},oa=e=>new be(typeof e=="string"?e:e+"",void 0,Ut),L=(e,...t)=>{let r=e.length===1?e[0]:t.reduce((a,o,s)=>a+(n=>{if(n._$cssResult$===!0)return n.cssText;if(typeof n=="number")return n;throw Error("Value passed to 'css' function must be a 'css' function result: "+n+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(o)+e[s+1],e[0]);return new be(r,e,Ut)},sa=(e,t)=>{if(Ne)e.adoptedStyleSheets=t.map(r=>r instanceof CSSStyleSheet?r:r.styleSheet);else for(let r of t){let a=document.createElement("style"),o=Be.litNonce;o!==void 0&&a.setAttribute("nonce",o),a.textContent=r.cssText,e.appendChild(a)}},qt=Ne?e=>e:e=>e instanceof CSSStyleSheet?(t=>{let r="";for(let a of t.cssRules)r+=a.cssText;return oa(r)})(e):e;var{is:es,defineProperty:ts,getOwnPropertyDescriptor:rs,getOwnPropertyNames:as,getOwnPropertySymbols:os,getPrototypeOf:ss}=Object,He=globalThis,na=He.trustedTypes,ns=na?na.emptyScript:"",is=He.reactiveElementPolyfillSupport,we=(e,t)=>e,Ft={toAttribute(e,t){switch(t){case Boolean:e=e?ns:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let r=e;switch(t){case Boolean:r=e!==null;break;case Number:r=e===null?null:Number(e);break;case Object:case Array:try{r=JSON.parse(e)}catch{r=null}}return r}},la=(e,t)=>!es(e,t),ia={attribute:!0,type:String,converter:Ft,reflect:!1,useDefault:!1,hasChanged:la};Symbol.metadata??=Symbol("metadata"),He.litPropertyMetadata??=new WeakMap;var D=class extends HTMLElement{static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(t,r=ia){if(r.state&&(r.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(t)&&((r=Object.create(r)).wrapped=!0),this.elementProperties.set(t,r),!r.noAccessor){let a=Symbol(),o=this.getPropertyDescriptor(t,a,r);o!==void 0&&ts(this.prototype,t,o)}}static getPropertyDescriptor(t,r,a){let{get:o,set:s}=rs(this.prototype,t)??{get(){return this[r]},set(n){this[r]=n}};return{get:o,set(n){let i=o?.call(this);s?.call(this,n),this.requestUpdate(t,i,a)},configurable:!0,enumerable:!0}}static getPropertyOptions(t){return this.elementProperties.get(t)??ia}static _$Ei(){if(this.hasOwnProperty(we("elementProperties")))return;let t=ss(this);t.finalize(),t.l!==void 0&&(this.l=[...t.l]),this.elementProperties=new Map(t.elementProperties)}static finalize(){if(this.hasOwnProperty(we("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(we("properties"))){let r=this.properties,a=[...as(r),...os(r)];for(let o of a)this.createProperty(o,r[o])}let t=this[Symbol.metadata];if(t!==null){let r=litPropertyMetadata.get(t);if(r!==void 0)for(let[a,o]of r)this.elementProperties.set(a,o)}this._$Eh=new Map;for(let[r,a]of this.elementProperties){let o=this._$Eu(r,a);o!==void 0&&this._$Eh.set(o,r)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(t){let r=[];if(Array.isArray(t)){let a=new Set(t.flat(1/0).reverse());for(let o of a)r.unshift(qt(o))}else t!==void 0&&r.push(qt(t));return r}static _$Eu(t,r){let a=r.attribute;return a===!1?void 0:typeof a=="string"?a:typeof t=="string"?t.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(t=>this.enableUpdating=t),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(t=>t(this))}addController(t){(this._$EO??=new Set).add(t),this.renderRoot!==void 0&&this.isConnected&&t.hostConnected?.()}removeController(t){this._$EO?.delete(t)}_$E_(){let t=new Map,r=this.constructor.elementProperties;for(let a of r.keys())this.hasOwnProperty(a)&&(t.set(a,this[a]),delete this[a]);t.size>0&&(this._$Ep=t)}createRenderRoot(){let t=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return sa(t,this.constructor.elementStyles),t}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(t=>t.hostConnected?.())}enableUpdating(t){}disconnectedCallback(){this._$EO?.forEach(t=>t.hostDisconnected?.())}attributeChangedCallback(t,r,a){this._$AK(t,a)}_$ET(t,r){let a=this.constructor.elementProperties.get(t),o=this.constructor._$Eu(t,a);if(o!==void 0&&a.reflect===!0){let s=(a.converter?.toAttribute!==void 0?a.converter:Ft).toAttribute(r,a.type);this._$Em=t,s==null?this.removeAttribute(o):this.setAttribute(o,s),this._$Em=null}}_$AK(t,r){let a=this.constructor,o=a._$Eh.get(t);if(o!==void 0&&this._$Em!==o){let s=a.getPropertyOptions(o),n=typeof s.converter=="function"?{fromAttribute:s.converter}:s.converter?.fromAttribute!==void 0?s.converter:Ft;this._$Em=o;let i=n.fromAttribute(r,s.type);this[o]=i??this._$Ej?.get(o)??i,this._$Em=null}}requestUpdate(t,r,a,o=!1,s){if(t!==void 0){let n=this.constructor;if(o===!1&&(s=this[t]),a??=n.getPropertyOptions(t),!((a.hasChanged??la)(s,r)||a.useDefault&&a.reflect&&s===this._$Ej?.get(t)&&!this.hasAttribute(n._$Eu(t,a))))return;this.C(t,r,a)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(t,r,{useDefault:a,reflect:o,wrapped:s},n){a&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,n??r??this[t]),s!==!0||n!==void 0)||(this._$AL.has(t)||(this.hasUpdated||a||(r=void 0),this._$AL.set(t,r)),o===!0&&this._$Em!==t&&(this._$Eq??=new Set).add(t))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(r){Promise.reject(r)}let t=this.scheduleUpdate();return t!=null&&await t,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[o,s]of this._$Ep)this[o]=s;this._$Ep=void 0}let a=this.constructor.elementProperties;if(a.size>0)for(let[o,s]of a){let{wrapped:n}=s,i=this[o];n!==!0||this._$AL.has(o)||i===void 0||this.C(o,void 0,s,i)}}let t=!1,r=this._$AL;try{t=this.shouldUpdate(r),t?(this.willUpdate(r),this._$EO?.forEach(a=>a.hostUpdate?.()),this.update(r)):this._$EM()}catch(a){throw t=!1,this._$EM(),a}t&&this._$AE(r)}willUpdate(t){}_$AE(t){this._$EO?.forEach(r=>r.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(t)),this.updated(t)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(t){return!0}update(t){this._$Eq&&=this._$Eq.forEach(r=>this._$ET(r,this[r])),this._$EM()}updated(t){}firstUpdated(t){}};D.elementStyles=[],D.shadowRootOptions={mode:"open"},D[we("elementProperties")]=new Map,D[we("finalized")]=new Map,is?.({ReactiveElement:D}),(He.reactiveElementVersions??=[]).push("2.1.2");var Wt=globalThis,da=e=>e,Ue=Wt.trustedTypes,fa=Ue?Ue.createPolicy("lit-html",{createHTML:e=>e}):void 0,zt="$lit$",O=`lit$${Math.random().toFixed(9).slice(2)}$`,Vt="?"+O,ls=`<${Vt}>`,V=document,Se=()=>V.createComment(""),ve=e=>e===null||typeof e!="object"&&typeof e!="function",Kt=Array.isArray,xa=e=>Kt(e)||typeof e?.[Symbol.iterator]=="function",Gt=`[ 	
\f\r]`,ke=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,ua=/-->/g,pa=/>/g,W=RegExp(`>|${Gt}(?:([^\\s"'>=/]+)(${Gt}*=${Gt}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),ma=/'/g,ca=/"/g,ga=/^(?:script|style|textarea|title)$/i,jt=e=>(t,...r)=>({_$litType$:e,strings:t,values:r}),l=jt(1),X=jt(2),Dn=jt(3),R=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),ha=new WeakMap,z=V.createTreeWalker(V,129);function ya(e,t){if(!Kt(e)||!e.hasOwnProperty("raw"))throw Error("invalid template strings array");return fa!==void 0?fa.createHTML(t):t}var Ca=(e,t)=>{let r=e.length-1,a=[],o,s=t===2?"<svg>":t===3?"<math>":"",n=ke;for(let i=0;i<r;i++){let f=e[i],c,g,p=-1,x=0;for(;x<f.length&&(n.lastIndex=x,g=n.exec(f),g!==null);)x=n.lastIndex,n===ke?g[1]==="!--"?n=ua:g[1]!==void 0?n=pa:g[2]!==void 0?(ga.test(g[2])&&(o=RegExp("</"+g[2],"g")),n=W):g[3]!==void 0&&(n=W):n===W?g[0]===">"?(n=o??ke,p=-1):g[1]===void 0?p=-2:(p=n.lastIndex-g[2].length,c=g[1],n=g[3]===void 0?W:g[3]==='"'?ca:ma):n===ca||n===ma?n=W:n===ua||n===pa?n=ke:(n=W,o=void 0);let C=n===W&&e[i+1].startsWith("/>")?" ":"";s+=n===ke?f+ls:p>=0?(a.push(c),f.slice(0,p)+zt+f.slice(p)+O+C):f+O+(p===-2?i:C)}return[ya(e,s+(e[r]||"<?>")+(t===2?"</svg>":t===3?"</math>":"")),a]},Ae=class e{constructor({strings:t,_$litType$:r},a){let o;this.parts=[];let s=0,n=0,i=t.length-1,f=this.parts,[c,g]=Ca(t,r);if(this.el=e.createElement(c,a),z.currentNode=this.el.content,r===2||r===3){let p=this.el.content.firstChild;p.replaceWith(...p.childNodes)}for(;(o=z.nextNode())!==null&&f.length<i;){if(o.nodeType===1){if(o.hasAttributes())for(let p of o.getAttributeNames())if(p.endsWith(zt)){let x=g[n++],C=o.getAttribute(p).split(O),v=/([.?@])?(.*)/.exec(x);f.push({type:1,index:s,name:v[2],strings:C,ctor:v[1]==="."?Fe:v[1]==="?"?Ge:v[1]==="@"?We:j}),o.removeAttribute(p)}else p.startsWith(O)&&(f.push({type:6,index:s}),o.removeAttribute(p));if(ga.test(o.tagName)){let p=o.textContent.split(O),x=p.length-1;if(x>0){o.textContent=Ue?Ue.emptyScript:"";for(let C=0;C<x;C++)o.append(p[C],Se()),z.nextNode(),f.push({type:2,index:++s});o.append(p[x],Se())}}}else if(o.nodeType===8)if(o.data===Vt)f.push({type:2,index:s});else{let p=-1;for(;(p=o.data.indexOf(O,p+1))!==-1;)f.push({type:7,index:s}),p+=O.length-1}s++}}static createElement(t,r){let a=V.createElement("template");return a.innerHTML=t,a}};function K(e,t,r=e,a){if(t===R)return t;let o=a!==void 0?r._$Co?.[a]:r._$Cl,s=ve(t)?void 0:t._$litDirective$;return o?.constructor!==s&&(o?._$AO?.(!1),s===void 0?o=void 0:(o=new s(e),o._$AT(e,r,a)),a!==void 0?(r._$Co??=[])[a]=o:r._$Cl=o),o!==void 0&&(t=K(e,o._$AS(e,t.values),o,a)),t}var qe=class{constructor(t,r){this._$AV=[],this._$AN=void 0,this._$AD=t,this._$AM=r}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t){let{el:{content:r},parts:a}=this._$AD,o=(t?.creationScope??V).importNode(r,!0);z.currentNode=o;let s=z.nextNode(),n=0,i=0,f=a[0];for(;f!==void 0;){if(n===f.index){let c;f.type===2?c=new oe(s,s.nextSibling,this,t):f.type===1?c=new f.ctor(s,f.name,f.strings,this,t):f.type===6&&(c=new ze(s,this,t)),this._$AV.push(c),f=a[++i]}n!==f?.index&&(s=z.nextNode(),n++)}return z.currentNode=V,o}p(t){let r=0;for(let a of this._$AV)a!==void 0&&(a.strings!==void 0?(a._$AI(t,a,r),r+=a.strings.length-2):a._$AI(t[r])),r++}},oe=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,r,a,o){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=t,this._$AB=r,this._$AM=a,this.options=o,this._$Cv=o?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode,r=this._$AM;return r!==void 0&&t?.nodeType===11&&(t=r.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(t,r=this){t=K(this,t,r),ve(t)?t===d||t==null||t===""?(this._$AH!==d&&this._$AR(),this._$AH=d):t!==this._$AH&&t!==R&&this._(t):t._$litType$!==void 0?this.$(t):t.nodeType!==void 0?this.T(t):xa(t)?this.k(t):this._(t)}O(t){return this._$AA.parentNode.insertBefore(t,this._$AB)}T(t){this._$AH!==t&&(this._$AR(),this._$AH=this.O(t))}_(t){this._$AH!==d&&ve(this._$AH)?this._$AA.nextSibling.data=t:this.T(V.createTextNode(t)),this._$AH=t}$(t){let{values:r,_$litType$:a}=t,o=typeof a=="number"?this._$AC(t):(a.el===void 0&&(a.el=Ae.createElement(ya(a.h,a.h[0]),this.options)),a);if(this._$AH?._$AD===o)this._$AH.p(r);else{let s=new qe(o,this),n=s.u(this.options);s.p(r),this.T(n),this._$AH=s}}_$AC(t){let r=ha.get(t.strings);return r===void 0&&ha.set(t.strings,r=new Ae(t)),r}k(t){Kt(this._$AH)||(this._$AH=[],this._$AR());let r=this._$AH,a,o=0;for(let s of t)o===r.length?r.push(a=new e(this.O(Se()),this.O(Se()),this,this.options)):a=r[o],a._$AI(s),o++;o<r.length&&(this._$AR(a&&a._$AB.nextSibling,o),r.length=o)}_$AR(t=this._$AA.nextSibling,r){for(this._$AP?.(!1,!0,r);t!==this._$AB;){let a=da(t).nextSibling;da(t).remove(),t=a}}setConnected(t){this._$AM===void 0&&(this._$Cv=t,this._$AP?.(t))}},j=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,r,a,o,s){this.type=1,this._$AH=d,this._$AN=void 0,this.element=t,this.name=r,this._$AM=o,this.options=s,a.length>2||a[0]!==""||a[1]!==""?(this._$AH=Array(a.length-1).fill(new String),this.strings=a):this._$AH=d}_$AI(t,r=this,a,o){let s=this.strings,n=!1;if(s===void 0)t=K(this,t,r,0),n=!ve(t)||t!==this._$AH&&t!==R,n&&(this._$AH=t);else{let i=t,f,c;for(t=s[0],f=0;f<s.length-1;f++)c=K(this,i[a+f],r,f),c===R&&(c=this._$AH[f]),n||=!ve(c)||c!==this._$AH[f],c===d?t=d:t!==d&&(t+=(c??"")+s[f+1]),this._$AH[f]=c}n&&!o&&this.j(t)}j(t){t===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}},Fe=class extends j{constructor(){super(...arguments),this.type=3}j(t){this.element[this.name]=t===d?void 0:t}},Ge=class extends j{constructor(){super(...arguments),this.type=4}j(t){this.element.toggleAttribute(this.name,!!t&&t!==d)}},We=class extends j{constructor(t,r,a,o,s){super(t,r,a,o,s),this.type=5}_$AI(t,r=this){if((t=K(this,t,r,0)??d)===R)return;let a=this._$AH,o=t===d&&a!==d||t.capture!==a.capture||t.once!==a.once||t.passive!==a.passive,s=t!==d&&(a===d||o);o&&this.element.removeEventListener(this.name,this,a),s&&this.element.addEventListener(this.name,this,t),this._$AH=t}handleEvent(t){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)}},ze=class{constructor(t,r,a){this.element=t,this.type=6,this._$AN=void 0,this._$AM=r,this.options=a}get _$AU(){return this._$AM._$AU}_$AI(t){K(this,t)}},ba={M:zt,P:O,A:Vt,C:1,L:Ca,R:qe,D:xa,V:K,I:oe,H:j,N:Ge,U:We,B:Fe,F:ze},ds=Wt.litHtmlPolyfillSupport;ds?.(Ae,oe),(Wt.litHtmlVersions??=[]).push("3.3.3");var wa=(e,t,r)=>{let a=r?.renderBefore??t,o=a._$litPart$;if(o===void 0){let s=r?.renderBefore??null;a._$litPart$=o=new oe(t.insertBefore(Se(),s),s,void 0,r??{})}return o._$AI(e),o};var Xt=globalThis,F=class extends D{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}update(t){let r=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(t),this._$Do=wa(r,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return R}};F._$litElement$=!0,F.finalized=!0,Xt.litElementHydrateSupport?.({LitElement:F});var fs=Xt.litElementPolyfillSupport;fs?.({LitElement:F});(Xt.litElementVersions??=[]).push("4.2.2");var ka="chatkit-link:",us=new Set(["http:","https:","mailto:",ka]);function Q(e){let t=Qt(e);return t&&us.has(t.protocol)?t:null}function se(e,t){let r=Qt(e);return!r||r.protocol!=="https:"&&r.protocol!=="http:"?null:t.some(a=>ps(r.hostname,a.toLowerCase()))?r:null}function ne(e,t){e.href=t.href,e.rel="noopener noreferrer",t.origin!==location.origin&&t.protocol.startsWith("http")&&(e.target="_blank")}function Sa(e){let t=Qt(e);return t?.protocol!==ka?null:{name:`${t.host}${t.pathname}`.replace(/^\/+|\/+$/g,""),data:Object.fromEntries(t.searchParams)}}function ps(e,t){return t.startsWith("*.")?e.endsWith(t.slice(1)):e===t}function Qt(e){try{return new URL(e.trim(),document.baseURI)}catch{return null}}var ms=new Set(["api","locale","theme","frameTitle","initialThread","onClientTool","header","history","startScreen","threadItemActions","composer","disclaimer","entities","commands","widgets","thread"]),va="What can I help with today?",Aa="Message the AI",Ve="Chat";function Ta(e){return Object.keys(e).filter(t=>!ms.has(t))}function Zt(e){let t=e.api;return typeof t?.url=="string"&&t.url!==""?typeof t.fetch=="function"?{url:t.url,fetch:t.fetch}:{url:t.url}:t?.getClientSecret?"options.api.getClientSecret belongs to OpenAI's hosted backend; this element needs options.api.url":"options.api.url is missing: the address of a ChatKit server, for example { url: '/chatkit' }"}function _a(e){let t=!1,r=()=>{t=!1,e()};return()=>{t||(t=!0,document.hidden?setTimeout(r,100):requestAnimationFrame(r))}}var Te=class extends Error{constructor(t,r){super(t),this.name="ParseError",this.type=r.type,this.field=r.field,this.value=r.value,this.line=r.line}},Ea=10,cs=13,Z=32;function Yt(e){}function Ma(e){if(typeof e=="function")throw new TypeError("`config` must be an object, got a function instead. Did you mean `createParser({onEvent: fn})`?");let{onEvent:t=Yt,onError:r=Yt,onRetry:a=Yt,onComment:o,maxBufferSize:s}=e,n=[],i=0,f=!0,c,g="",p=0,x,C=!1;function v(m){if(C)throw new Error("Cannot feed parser: it was terminated after exceeding the configured max buffer size. Call `reset()` to resume parsing.");if(f&&(f=!1,m.charCodeAt(0)===239&&m.charCodeAt(1)===187&&m.charCodeAt(2)===191&&(m=m.slice(3))),n.length===0){let _=te(m);_!==""&&(n.push(_),i=_.length),M();return}if(m.indexOf(`
`)===-1&&m.indexOf("\r")===-1){n.push(m),i+=m.length,M();return}n.push(m);let u=n.join("");n.length=0,i=0;let y=te(u);y!==""&&(n.push(y),i=y.length),M()}function M(){s!==void 0&&(i+g.length<=s||(C=!0,n.length=0,i=0,c=void 0,g="",p=0,x=void 0,r(new Te(`Buffered data exceeded max buffer size of ${s} characters`,{type:"max-buffer-size-exceeded"}))))}function te(m){let u=0;if(m.indexOf("\r")===-1){let y=m.indexOf(`
`,u);for(;y!==-1;){if(u===y){p>0&&t({id:c,event:x,data:g}),c=void 0,g="",p=0,x=void 0,u=y+1,y=m.indexOf(`
`,u);continue}let _=m.charCodeAt(u);if(La(m,u,_)){let E=m.charCodeAt(u+5)===Z?u+6:u+5,q=m.slice(E,y);if(p===0&&m.charCodeAt(y+1)===Ea){t({id:c,event:x,data:q}),c=void 0,g="",x=void 0,u=y+2,y=m.indexOf(`
`,u);continue}g=p===0?q:`${g}
${q}`,p++}else Ra(m,u,_)?x=m.slice(m.charCodeAt(u+6)===Z?u+7:u+6,y)||void 0:re(m,u,y);u=y+1,y=m.indexOf(`
`,u)}return m.slice(u)}for(;u<m.length;){let y=m.indexOf("\r",u),_=m.indexOf(`
`,u),E=-1;if(y!==-1&&_!==-1?E=y<_?y:_:y!==-1?y===m.length-1?E=-1:E=y:_!==-1&&(E=_),E===-1)break;re(m,u,E),u=E+1,m.charCodeAt(u-1)===cs&&m.charCodeAt(u)===Ea&&u++}return m.slice(u)}function re(m,u,y){if(u===y){Xo();return}let _=m.charCodeAt(u);if(La(m,u,_)){let ae=m.charCodeAt(u+5)===Z?u+6:u+5,ra=m.slice(ae,y);g=p===0?ra:`${g}
${ra}`,p++;return}if(Ra(m,u,_)){x=m.slice(m.charCodeAt(u+6)===Z?u+7:u+6,y)||void 0;return}if(_===105&&m.charCodeAt(u+1)===100&&m.charCodeAt(u+2)===58){let ae=m.slice(m.charCodeAt(u+3)===Z?u+4:u+3,y);ae.includes("\0")||(c=ae);return}if(_===58){if(o){let ae=m.slice(u,y);o(ae.slice(m.charCodeAt(u+1)===Z?2:1))}return}let E=m.slice(u,y),q=E.indexOf(":");if(q===-1){ta(E,"",E);return}let Zo=E.slice(0,q),Yo=E.charCodeAt(q+1)===Z?2:1,Jo=E.slice(q+Yo);ta(Zo,Jo,E)}function ta(m,u,y){switch(m){case"event":x=u||void 0;break;case"data":g=p===0?u:`${g}
${u}`,p++;break;case"id":u.includes("\0")||(c=u);break;case"retry":/^\d+$/.test(u)?a(parseInt(u,10)):r(new Te(`Invalid \`retry\` value: "${u}"`,{type:"invalid-retry",value:u,line:y}));break;default:r(new Te(`Unknown field "${m.length>20?`${m.slice(0,20)}…`:m}"`,{type:"unknown-field",field:m,value:u,line:y}));break}}function Xo(){p>0&&t({id:c,event:x,data:g}),c=void 0,g="",p=0,x=void 0}function Qo(m={}){if(m.consume&&n.length>0){let u=n.join("");re(u,0,u.length)}f=!0,c=void 0,g="",p=0,x=void 0,n.length=0,i=0,C=!1}return{feed:v,reset:Qo}}function La(e,t,r){return r===100&&e.charCodeAt(t+1)===97&&e.charCodeAt(t+2)===116&&e.charCodeAt(t+3)===97&&e.charCodeAt(t+4)===58}function Ra(e,t,r){return r===101&&e.charCodeAt(t+1)===118&&e.charCodeAt(t+2)===101&&e.charCodeAt(t+3)===110&&e.charCodeAt(t+4)===116&&e.charCodeAt(t+5)===58}var Ke=class extends TransformStream{constructor({onError:t,onRetry:r,onComment:a,maxBufferSize:o}={}){let s;super({start(n){s=Ma({onEvent:i=>{n.enqueue(i)},onError(i){typeof t=="function"&&t(i),(t==="terminate"||i.type==="max-buffer-size-exceeded")&&n.error(i)},onRetry:r,onComment:a,maxBufferSize:o})},transform(n){s.feed(n)}})}};var Y=class extends Error{constructor(r,a,o){super(`The chat server answered ${String(r)}${a?`: ${a}`:""}`);this.status=r;this.said=a;this.retryAfterSeconds=o}status;said;retryAfterSeconds;name="ChatKitHttpError"},ie=class extends Error{name="ChatKitTurnError"};function le(e){return e instanceof Error&&(e.name==="AbortError"||e.name==="ChatKitDetach")}async function Jt(e){let t=null;try{t=Ia(JSON.parse((await e.text()).slice(0,2e4)))}catch{}return new Y(e.status,t,xs(e.headers.get("retry-after")))}function je(e,t=Date.now()){return e instanceof Y?hs(e,t):e instanceof ie?{kind:"failed",message:e.message,canRetry:!0}:navigator.onLine?{kind:"unreachable",message:"The chat server cannot be reached at the moment. Please try again shortly.",canRetry:!0}:{kind:"offline",message:"You are offline. Check your connection, then try again.",canRetry:!0}}function $a(e){return{kind:"failed",message:e.message?.trim()||"Something went wrong while answering.",canRetry:e.allow_retry??!1}}function hs(e,t){let{status:r,said:a,retryAfterSeconds:o}=e,s=n=>({wait:{seconds:n,until:t+n*1e3}});if(r===429){let n=s(o??5);return{kind:"limited",message:a??"Too many messages in a short time.",canRetry:!0,...n}}return r===404?{kind:"refused",message:"This chat is no longer there.",canRetry:!1}:r===413?{kind:"refused",message:"That message is too long. Shorten it and send it again.",canRetry:!1}:r===401||r===403?{kind:"refused",message:"The chat could not confirm your session. Reload the page and try again.",canRetry:!0}:r>=500?{kind:"unreachable",message:"The chat server has a problem. Please try again shortly.",canRetry:!0,...o?s(o):{}}:{kind:"refused",message:a??"The chat server did not accept this request.",canRetry:!1}}function Ia(e){if(typeof e!="object"||e===null)return null;let{message:t,detail:r,error:a}=e;for(let o of[t,r,a])if(typeof o=="string"&&o.length<=400)return o;return Ia(a)}function xs(e){if(!e)return null;let t=Number(e);if(Number.isFinite(t))return Math.max(0,t);let r=Date.parse(e);return Number.isNaN(r)?null:Math.max(0,Math.ceil((r-Date.now())/1e3))}function er(){return new DOMException("The chat let go of this answer; it goes on at the server.","ChatKitDetach")}function Da(){return new DOMException("Stopped by the visitor.","AbortError")}var Xe=class{#r;#t;#e=!0;constructor(t,r){this.#r=t,this.#t=r}async call(t,r,a){return await(await this.#s({type:t,params:r},"application/json",a)).json()}async*stream(t,r,a){let o=await this.#s({type:t,params:r},"text/event-stream",a);yield*Pa(o)}async openRun(t,r){if(!this.#e)return null;let a=await this.#a(`threads/${encodeURIComponent(t)}/run`,"application/json",r);(a.status===404||a.status===405)&&(this.#e=!1);let o=a.headers.get("content-type")?.includes("json")??!1;if(a.status!==200||!o)return null;let s=await a.json();return typeof s?.run_id=="string"?s:null}async followRun(t,r){let a=t.last_event_id?{"last-event-id":t.last_event_id}:{},o=await this.#a(`runs/${encodeURIComponent(t.run_id)}`,"text/event-stream",r,a);if(o.status===204||o.status===404)return null;if(!o.ok)throw await Jt(o);return Pa(o)}async stopRun(t){await this.#n(this.#i(`runs/${encodeURIComponent(t)}/stop`),{method:"POST",keepalive:!0})}async#s(t,r,a){let o=await this.#n(this.#r.url,{method:"POST",headers:{...this.#o(r),"content-type":"application/json"},body:JSON.stringify(t),...a?{signal:a}:{}});if(!o.ok)throw await Jt(o);return o}#a(t,r,a,o={}){let s={headers:{...this.#o(r),...o},...a?{signal:a}:{}};return this.#n(this.#i(t),s)}#o(t){return this.#t?{accept:t,"accept-language":this.#t}:{accept:t}}#n(t,r){return(this.#r.fetch??fetch)(t,r)}#i(t){let r=new URL(this.#r.url,document.baseURI);return r.pathname=`${r.pathname.replace(/\/+$/,"")}/${t}`,r.href}};async function*Pa(e){if(!e.body)return;let r=e.body.pipeThrough(gs()).pipeThrough(new Ke).getReader();try{for(;;){let{done:a,value:o}=await r.read();if(a)return;let s=ys(o.data);s&&(yield s)}}finally{await r.cancel().catch(()=>{})}}function gs(){return new TextDecoderStream}function ys(e){try{let t=JSON.parse(e);return typeof t?.type=="string"?t:null}catch{return null}}function Oa(e,t){switch(e.type){case"assistant_message":return Cs(e,t);case"widget":return ws(e,t);case"workflow":return bs(e,t);case"generated_image":return t.type==="generated_image.updated"?{...e,image:t.image}:e;default:return e}}function Cs(e,t){switch(t.type){case"assistant_message.content_part.added":case"assistant_message.content_part.done":return tr(e,t.content_index,()=>_e(t.content));case"assistant_message.content_part.text_delta":return tr(e,t.content_index,r=>({...r,text:r.text+t.delta}));case"assistant_message.content_part.annotation_added":return tr(e,t.content_index,r=>({...r,annotations:Ba(r.annotations,t.annotation_index,t.annotation)}));default:return e}}function _e(e){return{type:"output_text",text:e.text??"",annotations:e.annotations??[]}}function tr(e,t,r){if(!Na(t))return e;let a=[...e.content];for(;a.length<=t;)a.push(_e({}));return a[t]=r(_e(a[t]??{})),{...e,content:a}}function bs(e,t){if(t.type!=="workflow.task.added"&&t.type!=="workflow.task.updated")return e;let r=Ba(e.workflow.tasks,t.task_index,t.task);return{...e,workflow:{...e.workflow,tasks:r}}}function Ba(e,t,r){let a=[...e];return Na(t)&&(a[Math.min(t,a.length)]=r),a}function Na(e){return Number.isInteger(e)&&e>=0&&e<1e3}function ws(e,t){switch(t.type){case"widget.root.updated":return{...e,widget:t.widget};case"widget.component.updated":return{...e,widget:Qe(e.widget,t.component_id,()=>t.component)};case"widget.streaming_text.value_delta":return{...e,widget:Qe(e.widget,t.component_id,r=>({...r,value:(typeof r.value=="string"?r.value:"")+t.delta}))};default:return e}}function Qe(e,t,r){if(e.id===t)return r(e);if(!e.children)return e;let a=Array.isArray(e.children)?e.children.map(o=>Qe(o,t,r)):Qe(e.children,t,r);return{...e,children:a}}var Ze={thread:null,items:[],open:new Set,allowCancel:!0,progress:null,notices:[],problem:null},rr="local:",ks=new Set(["hidden_context_item","sdk_hidden_context","end_of_turn"]);function Ha(e,t){switch(t.type){case"thread.created":case"thread.updated":return{...e,thread:fe(t.thread)};case"thread.item.added":return Ss(e,t.item);case"thread.item.done":case"thread.item.replaced":return vs(e,t.item);case"thread.item.updated":return{...e,progress:null,items:e.items.map(r=>r.id===t.item_id?Oa(r,t.update):r)};case"thread.item.removed":return{...e,items:e.items.filter(r=>r.id!==t.item_id)};case"stream_options":return{...e,allowCancel:t.stream_options.allow_cancel};case"progress_update":return{...e,progress:{text:t.text,icon:t.icon??null}};case"notice":{let r={level:t.level,message:t.message,title:t.title??null};return{...e,notices:[...e.notices,r]}}case"error":return{...e,progress:null,problem:$a(t)};default:return e}}function Ua(e,t){return{...e,items:[...ir(e.items),t],notices:[],problem:null,progress:null}}function qa(e){return{...e,items:ir(e.items)}}function Fa(e){let t=a=>e.open.has(a.id)&&a.type==="assistant_message"&&a.content.every(o=>o.text===""),r=e.items.filter(a=>!t(a));return{...e,items:r,open:new Set,progress:null,allowCancel:!0}}function Ga(e,t){let r=e.items.findIndex(o=>o.id===t),a=r<0?e.items:e.items.slice(0,r+1);return{...e,items:a,notices:[],problem:null,progress:null}}function Wa(e,t){let r=new Set(e.items.map(a=>a.id));return{...e,items:[...or(t).filter(a=>!r.has(a.id)),...e.items]}}function za(e,t,r){let a=or(t),o=a[0],s=o&&!r?e.items.findIndex(c=>c.id===o.id):-1,i=[...s>0?e.items.slice(0,s):[],...a,...e.items.filter(de)],f=i.at(-1)?.type!=="user_message";return{...e,items:i,open:new Set,problem:f?null:e.problem}}function Va(e,t){let r=or(t),a=e;for(let o of r)a={...a,items:ar(a.items,o)};return{...a,open:new Set(r.map(o=>o.id))}}function de(e){return e.id.startsWith(rr)}function Ka(e,t){let r=t===void 0?-1:e.items.findIndex(o=>o.id===t);return(r<0?e.items:e.items.slice(0,r)).findLast(o=>o.type==="user_message")??null}function Ss(e,t){let r=e.items.some(o=>o.id===t.id);if(nr(t)||r&&!e.open.has(t.id))return e;let a=new Set(e.open).add(t.id);return{...e,open:a,progress:null,items:ar(e.items,sr(t))}}function vs(e,t){if(nr(t))return e;let r=new Set(e.open);r.delete(t.id);let a=t.type==="user_message"?ir(e.items):e.items;return{...e,open:r,progress:null,items:ar(a,sr(t))}}function ar(e,t){let r=e.findIndex(a=>a.id===t.id);return r<0?[...e,t]:e.with(r,t)}function or(e){return e.filter(t=>!nr(t)).map(sr)}function sr(e){if(e.type!=="assistant_message")return e;let t=e.content;return{...e,content:(t??[]).map(_e)}}function nr(e){return ks.has(e.type)}function ir(e){return e.some(de)?e.filter(t=>!de(t)):e}function fe(e){let{items:t,...r}=e;return r}function ja(e){return{content:e.content,attachments:e.attachments.map(t=>t.id),...e.quote?{quoted_text:e.quote}:{},inference_options:{...e.model?{model:e.model}:{},...e.toolId?{tool_choice:{id:e.toolId}}:{}}}}function Xa(e,t){return{type:"user_message",id:`${rr}${String(t)}`,content:e.content,attachments:e.attachments,quoted_text:e.quote}}var As=30,Ts=20;async function lr(e,t,r){let a=await e.call("threads.get_by_id",{thread_id:t},r),o=a.items;if(o&&!o.has_more)return{thread:fe(a),items:o.data,olderCursor:null};let s=await Qa(e,t,null,r);return{thread:fe(a),...s}}async function Qa(e,t,r,a){let o=r;for(let s=0;s<Ts;s+=1){let n={thread_id:t,limit:As,order:"desc",...o?{after:o}:{}},i=await e.call("items.list",n,a);if(o=i.has_more&&i.after?i.after:null,i.data.length>0||o===null)return{items:i.data.toReversed(),olderCursor:o}}return{items:[],olderCursor:null}}var Ye=class{loading=!1;failed=!1;#r;#t;#e=null;constructor(t,r){this.#r=t,this.#t=r}startFrom(t){this.#e=t,this.loading=!1,this.failed=!1}async next(t,r){let a=this.#e;if(a===null||this.loading)return null;this.loading=!0,this.failed=!1,this.#t();try{let o=await Qa(this.#r,t,a,r);return this.#e===a&&(this.#e=o.olderCursor),o.items}catch(o){throw this.failed=!0,o}finally{this.loading=!1}}};var Je=class{state=Ze;loading=!1;loadFailed=!1;older;#r;#t;#e=null;#s=new AbortController;#a=null;#o=null;#n=0;#i=null;constructor(t,r){this.#r=t,this.#t=r,this.older=new Ye(t,()=>{r.changed()})}get threadId(){return this.#e}get responding(){return this.#a!==null}async open(t){this.release(),this.#s=new AbortController,this.state=Ze,this.loadFailed=!1,this.older.startFrom(null),this.#i=null,this.loading=t!==null,this.#v(t),this.#t.changed(),t!==null&&(this.#t.emit("chatkit.thread.load.start",{threadId:t}),await this.#l(t),this.#t.emit("chatkit.thread.load.end",{threadId:t}))}release(){this.#s.abort(er());let t=this.#a;this.#a=null,t?.abort.abort(er()),t&&this.#C(t),this.loading=!1}async refresh(){this.#e===null||this.#a||this.loading||(this.#s.signal.aborted&&(this.#s=new AbortController),this.#o??=this.#l(this.#e).finally(()=>{this.#o=null}),await this.#o)}async send(t){this.#S();let r=ja(t);this.#i=r,this.#n+=1,this.state=Ua(this.state,Xa(t,this.#n)),await this.#u(this.#A(r))}async retry(t){if(this.#S(),this.loadFailed){await this.refresh();return}let r=Ka(this.state,t);if(!r)return;if(this.state=Ga(this.state,r.id),de(r)){this.#i&&await this.#u(this.#A(this.#i));return}let a={thread_id:this.#e,item_id:r.id};await this.#u({type:"threads.retry_after_item",params:a})}async recover(){let t=this.state.items.at(-1);this.loadFailed||this.dismissProblem(),t&&de(t)?await this.retry():await this.refresh()}stop(){let t=this.#a;t&&(t.joinedRun&&this.#r.stopRun(t.joinedRun).catch(r=>{this.#k(r)}),t.abort.abort(Da()),this.state.items.at(-1)?.type==="user_message"&&(this.state={...this.state,notices:[{level:"info",message:"You stopped this answer.",title:null}]}))}async act(t,r,a=!0){if(this.#e===null)throw new Error("There is no thread yet: custom actions need one.");let o={thread_id:this.#e,...r?{item_id:r}:{},action:t};if(a){this.#S(),await this.#u({type:"threads.custom_action",params:o});return}let s=await this.#r.call("threads.sync_custom_action",o);s.updated_item&&this.#c({type:"thread.item.replaced",item:s.updated_item})}async loadOlder(){let{signal:t}=this.#s;if(this.#e!==null){try{let r=await this.older.next(this.#e,t);r&&!t.aborted&&(this.state=Wa(this.state,r))}catch(r){le(r)||this.#k(r)}this.#t.changed()}}dismissProblem(){this.state={...this.state,problem:null},this.#t.changed()}rename(t){t.id===this.#e&&(this.state={...this.state,thread:fe(t)},this.#t.changed())}async#l(t){let{signal:r}=this.#s,a=null;try{a=await this.#r.openRun(t,r).catch(_s);let o=await lr(this.#r,t,r);if(r.aborted||this.#a)return;this.loadFailed&&this.dismissProblem(),this.loadFailed=!1,this.#x(o)}catch(o){if(r.aborted||this.#a)return;a=null,o instanceof Y&&o.status===404?(this.state=Ze,this.#v(null)):this.loadFailed=!0,this.#w(o)}this.loading=!1,this.#t.changed(),a&&this.#y(a)}async#y(t){let r=this.#T(t.run_id);this.state=Va(this.state,t.items??[]),this.#t.changed();let a=!1;try{let s=await this.#r.followRun(t,r.abort.signal);for await(let n of s??[])this.#c(n,r);a=s!==null&&this.state.open.size===0,a&&await this.#g(r)}catch(s){a=!0,this.#b(s,r)}let o=this.#a===r;this.#C(r),o&&!a&&this.#e&&await this.#f(this.#e)}#x({thread:t,items:r,olderCursor:a}){let o=this.state.items[0]?.id;this.state=za({...this.state,thread:t},r,a===null),(o===void 0||this.state.items[0]?.id!==o)&&this.older.startFrom(a)}async#f(t){let{signal:r}=this.#s;try{let a=await lr(this.#r,t,r);if(r.aborted)return;this.#x(a)}catch(a){r.aborted||this.#w(a)}this.#t.changed()}async#u(t){let r=this.#T(null);this.#t.changed();let a=!1;try{await this.#m(t,r),await this.#g(r)}catch(o){a=o instanceof Y&&o.status===409,a||this.#b(o,r)}this.#C(r),a&&(this.state=qa(this.state),await this.refresh())}async#m(t,r){let a=!0;for await(let o of this.#r.stream(t.type,t.params,r.abort.signal))a=!1,this.#c(o,r);if(a)throw new ie("The chat server sent no answer. Please try again.")}async#g(t){for(;;){let r=this.state.items.at(-1);if(this.#a!==t||r?.type!=="client_tool_call"||r.status!=="pending")return;let a=this.#t.runClientTool(r.name,r.arguments??{});if(a===null)throw new ie(`This page cannot run "${r.name}", which the answer needs.`);let o=await a.catch(n=>({error:String(n)}));if(this.#a!==t||t.abort.signal.aborted)return;this.#c({type:"thread.item.done",item:{...r,status:"completed"}},t);let s={thread_id:this.#e,result:o??{}};await this.#m({type:"threads.add_client_tool_output",params:s},t)}}#c(t,r){r&&this.#a!==r||(r&&!r.announced&&(r.announced=!0,this.#t.emit("chatkit.response.start")),this.state=Ha(this.state,t),t.type==="thread.created"?this.#v(t.thread.id):t.type==="client_effect"?this.#t.emit("chatkit.effect",{name:t.name,data:t.data??{}}):t.type==="error"?this.#t.emit("chatkit.error",{error:new Error(t.message??t.code)}):t.type==="thread.item.done"&&t.item.type==="user_message"&&(this.#i=null),this.#t.changed())}#T(t){let r={abort:new AbortController,joinedRun:t,announced:!1};return this.#a=r,r}#C(t){this.#a!==null&&this.#a!==t||(this.#a=null,this.state=Fa(this.state),t.announced&&(t.announced=!1,this.#t.emit("chatkit.response.end")),this.#t.changed())}#b(t,r){this.#a===r&&!le(t)&&this.#w(t)}#w(t){this.state={...this.state,problem:je(t)},this.#k(t)}#k(t){this.#t.emit("chatkit.error",{error:t instanceof Error?t:new Error(String(t))})}#S(){if(this.#a||this.loading)throw new Error("ChatKit is busy: an answer is still being written or loaded.")}#v(t){t!==this.#e&&(this.#e=t,this.#t.emit("chatkit.thread.change",{threadId:t}))}#A(t){return this.#e===null?{type:"threads.create",params:{input:t}}:{type:"threads.add_user_message",params:{thread_id:this.#e,input:t}}}};function _s(e){if(le(e))throw e;return null}var et=class{#r;#t=new Map;constructor(t){this.#r=t}of(t){return this.#t.get(t)??null}async rate(t,r,a){for(let o of r)this.#t.set(o,a);try{await this.#r.call("items.feedback",{thread_id:t,item_ids:r,kind:a})}catch(o){for(let s of r)this.#t.delete(s);throw o}}};var Es=30,tt=class{threads=[];loading=!1;problem=null;#r;#t;#e=null;#s=null;constructor(t,r){this.#r=t,this.#t=r}get hasMore(){return this.#e!==null}async reload(){this.#s?.abort(),await this.#a(null)}async more(){this.#e!==null&&!this.loading&&await this.#a(this.#e)}async rename(t,r){let a=await this.#o(()=>this.#r.call("threads.update",{thread_id:t,title:r}));return a?(this.threads=this.threads.map(o=>o.id===t?{...o,title:r}:o),this.#t(),a):null}async delete(t){return await this.#o(()=>this.#r.call("threads.delete",{thread_id:t}))?(this.threads=this.threads.filter(a=>a.id!==t),this.#t(),!0):!1}async#a(t){let r=new AbortController;this.#s=r,this.loading=!0,this.#t();let a={limit:Es,order:"desc",...t?{after:t}:{}},o=await this.#o(()=>this.#r.call("threads.list",a,r.signal));if(this.#s===r){if(this.loading=!1,o){let s=t?this.threads:[],n=new Set(s.map(i=>i.id));this.threads=[...s,...o.data.filter(i=>!n.has(i.id))],this.#e=o.has_more&&o.after?o.after:null}this.#t()}}async#o(t){try{let r=await t();return this.problem=null,r}catch(r){return le(r)||(this.problem=je(r)),this.#t(),null}}};var rt=class{constructor(t,r,a,o){this.address=t;let s=new Xe(r,a);this.conversation=new Je(s,o),this.history=new tt(s,()=>{o.changed()}),this.feedback=new et(s)}address;conversation;history;feedback};var Za=L`
  .composer {
    display: block;
    padding: 4px;
    border: 1px solid var(--line);
    border-radius: max(var(--radius), 4px);
    background: color-mix(in srgb, var(--raised) 88%, transparent);
    box-shadow: var(--shadow);
    transition: border-color 0.15s;
  }
  .composer:focus-within {
    border-color: var(--link);
  }
  .composer-line {
    display: flex;
    align-items: flex-end;
    gap: 4px;
  }
  .composer textarea {
    display: block;
    flex: 1;
    min-width: 0;
    max-height: 11.5em;
    padding-block: 8px;
    padding-inline: 12px 4px;
    border: 0;
    outline: 0;
    background: none;
    field-sizing: content;
    line-height: 1.5;
    overflow-y: auto;
    resize: none;
    scrollbar-width: thin;
  }
  .composer textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .composer-bar {
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    gap: 4px;
    padding: 2px 4px 0;
  }
  .send {
    display: grid;
    flex: none;
    margin: 1px;
    width: 36px;
    height: 36px;
    padding: 0;
    place-items: center;
    border-radius: var(--radius);
    background: var(--accent);
    color: var(--on-accent);
  }
  .send:hover:not(:disabled) {
    background: color-mix(in srgb, var(--accent) 88%, var(--text));
  }
  .send:disabled {
    background: var(--hover);
    color: var(--muted);
    opacity: 1;
  }
  .send.stop .icon {
    width: 14px;
    height: 14px;
    fill: currentColor;
  }
  .composer-quote {
    display: flex;
    align-items: start;
    gap: 8px;
    margin: 4px 4px 2px;
    padding-block: 8px;
    padding-inline: 12px 4px;
    border-radius: calc(var(--radius) - 6px);
    background: var(--soft);
    color: var(--muted);
  }
  .composer-quote > .icon {
    width: 15px;
    height: 15px;
    margin-block-start: 4px;
    color: var(--link);
  }
  .composer-quote blockquote {
    flex: 1;
    max-height: 4.3em;
    margin: 0;
    overflow: auto;
    font-size: 0.9em;
    line-height: 1.45;
    overflow-wrap: anywhere;
    white-space: pre-line;
    scrollbar-width: thin;
  }
  .composer-quote .quiet {
    width: 26px;
    height: 26px;
    margin-block: -2px;
  }
  .attachment {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: 100%;
    margin: 4px;
    padding: 2px 8px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    font-size: 0.87em;
    overflow-wrap: anywhere;
  }
  .attachment .icon {
    width: 14px;
    height: 14px;
  }
  .tool,
  .models {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    max-width: 12em;
    min-height: 32px;
    padding: 2px 10px;
    border: 1px solid transparent;
    border-radius: min(var(--radius), 16px);
    background: none;
    color: var(--muted);
    font-size: 0.87em;
  }
  .tool:hover,
  .models:hover {
    background: var(--hover);
  }
  .tool[aria-pressed="true"] {
    border-color: color-mix(in srgb, var(--accent) 40%, transparent);
    background: var(--bubble);
    color: var(--text);
  }
  .tool .icon {
    width: 15px;
    height: 15px;
  }
  .problem {
    display: flex;
    align-items: center;
    gap: 10px;
    margin-block-end: 8px;
    padding-block: 8px;
    padding-inline: 14px 6px;
    border: 1px solid color-mix(in srgb, var(--danger) 28%, transparent);
    border-radius: min(var(--radius), 14px);
    background: color-mix(in srgb, var(--danger) 7%, var(--raised));
    font-size: 0.93em;
    line-height: 1.4;
  }
  .problem > .icon {
    color: var(--danger);
  }
  .problem p {
    flex: 1;
    min-width: 0;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .wait {
    font-variant-numeric: tabular-nums;
  }
`;var Ya=L`
  .icon {
    flex: none;
    width: 18px;
    height: 18px;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.9;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  button,
  input,
  select,
  textarea {
    margin: 0;
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
  }
  button {
    border: 0;
    background: none;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    transition: background-color 0.15s, border-color 0.15s, color 0.15s, opacity 0.15s;
  }
  button:disabled {
    cursor: default;
    opacity: 0.45;
  }
  :focus-visible {
    outline: 2px solid var(--link);
    outline-offset: 2px;
  }
  .quiet {
    display: inline-grid;
    flex: none;
    width: 36px;
    height: 36px;
    padding: 0;
    place-items: center;
    border-radius: var(--radius-small);
    color: var(--muted);
  }
  .quiet:hover:not(:disabled),
  .quiet[aria-pressed="true"] {
    background: var(--hover);
    color: var(--text);
  }
  .quiet[aria-pressed="true"] .icon {
    fill: color-mix(in srgb, currentColor 25%, transparent);
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 6px;
    flex: none;
    min-height: 34px;
    padding: 4px 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    font-size: 0.93em;
    font-weight: 500;
  }
  .button:hover:not(:disabled) {
    background: var(--hover);
  }
  .button.primary {
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
  }
  .button.danger {
    border-color: color-mix(in srgb, var(--danger) 45%, transparent);
    color: var(--danger);
  }
  .card input:not([type="checkbox"], [type="radio"]),
  .card textarea,
  .card select,
  .rename input {
    min-width: 0;
    min-height: 34px;
    padding: 4px 10px;
    border: 1px solid var(--line);
    border-radius: var(--radius-small);
    background: var(--softer);
  }
  /* Read aloud, not seen. */
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .spacer {
    flex: 1;
  }
`;var Ja=L`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .frame {
    position: relative;
    display: grid;
    height: 100%;
    min-height: 0;
    overflow: hidden;
    border-radius: inherit;
    container-type: inline-size;
  }
  .chat {
    display: flex;
    flex-direction: column;
    min-height: 0;
    min-width: 0;
  }
  .header {
    display: flex;
    align-items: center;
    gap: 2px;
    flex: none;
    min-height: 52px;
    padding-block: 6px;
    padding-inline: 16px 8px;
  }
  .title {
    flex: 1;
    min-width: 0;
    margin: 0;
    overflow: hidden;
    font-size: 1em;
    font-weight: 600;
    letter-spacing: -0.01em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .body {
    position: relative;
    flex: 1;
    min-height: 0;
  }
  .log {
    height: 100%;
    overflow: hidden auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
    outline-offset: -3px;
  }
  .log > .column {
    display: flex;
    flex-direction: column;
    min-height: 100%;
    padding-block: var(--space) calc(var(--space) * 1.5);
  }
  .column {
    width: 100%;
    max-width: calc(var(--column) + 32px);
    margin-inline: auto;
    padding-inline: 16px;
  }
  .footer {
    flex: none;
    padding-block: 4px max(12px, env(safe-area-inset-bottom));
  }
  .start {
    display: flex;
    flex: 1;
    flex-direction: column;
    justify-content: flex-end;
    gap: calc(var(--space) * 1.25);
  }
  .start h2 {
    margin: 0;
    font-size: 1.6em;
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.022em;
    text-wrap: balance;
    white-space: pre-line;
  }
  .prompts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .prompt {
    display: flex;
    align-items: center;
    gap: 10px;
    width: 100%;
    height: 100%;
    min-height: 46px;
    padding: 10px 14px;
    border: 1px solid var(--line);
    border-radius: min(var(--radius), 14px);
    background: var(--softer);
    line-height: 1.35;
    text-align: start;
  }
  .prompt .icon {
    color: var(--link);
  }
  .prompt:hover:not(:disabled) {
    border-color: color-mix(in srgb, var(--accent) 45%, transparent);
    background: var(--bubble);
  }
  .jump {
    position: absolute;
    inset-block-end: 10px;
    inset-inline-start: 50%;
    display: grid;
    width: 36px;
    height: 36px;
    margin-inline-start: -18px;
    padding: 0;
    place-items: center;
    border: 1px solid var(--line);
    border-radius: 50%;
    background: var(--raised);
    box-shadow: var(--shadow);
  }
  .disclaimer {
    margin-block-start: 8px;
    color: var(--muted);
    font-size: 0.8em;
    line-height: 1.4;
    text-align: center;
  }
  .disclaimer[data-contrast="high"] {
    color: var(--text);
  }
  .closed {
    margin: 0;
    padding: 12px;
    border-radius: var(--radius-small);
    background: var(--soft);
    color: var(--muted);
    text-align: center;
  }
  .unusable {
    align-self: center;
    max-width: 32rem;
    margin: auto;
    padding: 24px;
    color: var(--muted);
    overflow-wrap: anywhere;
  }
  .skeleton {
    display: grid;
    gap: 12px;
    padding-block: 16px;
  }
  .skeleton i {
    height: 14px;
    border-radius: 7px;
    background: var(--soft);
    animation: pulse 1.6s ease-in-out infinite;
  }
  .skeleton i:nth-child(2) {
    width: 82%;
  }
  .skeleton i:nth-child(3) {
    width: 56%;
  }
  @keyframes pulse {
    50% {
      opacity: 0.45;
    }
  }
`;var eo=L`
  .history {
    position: absolute;
    inset: 0;
    z-index: 2;
    display: flex;
    flex-direction: column;
    overflow: hidden auto;
    overscroll-behavior: contain;
    background: color-mix(in srgb, var(--raised) 94%, transparent);
    backdrop-filter: blur(18px) saturate(1.3);
    animation: appear 0.16s ease-out;
    scrollbar-width: thin;
  }
  .history .header {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    gap: 6px;
    padding-inline: 8px;
    background: var(--raised);
  }
  .history .header .icon:dir(rtl) {
    transform: scaleX(-1);
  }
  .threads {
    width: 100%;
    max-width: calc(var(--column) + 32px);
    margin: 0 auto;
    padding: 4px 8px 12px;
    list-style: none;
  }
  .thread {
    display: flex;
    align-items: center;
    gap: 2px;
    min-height: 48px;
    padding-inline-end: 4px;
    border-radius: min(var(--radius), 12px);
  }
  .thread:hover,
  .thread:focus-within {
    background: var(--soft);
  }
  .thread-open {
    display: flex;
    flex: 1;
    align-items: baseline;
    gap: 12px;
    min-width: 0;
    min-height: 48px;
    padding: 10px 12px;
    border-radius: inherit;
    text-align: start;
  }
  .thread-open[aria-current="true"] .thread-title {
    color: var(--link);
    font-weight: 600;
  }
  .thread-title {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .thread-date {
    flex: none;
    color: var(--muted);
    font-size: 0.83em;
    font-variant-numeric: tabular-nums;
  }
  .thread.confirm {
    gap: 8px;
    padding-inline: 12px 6px;
  }
  .rename {
    display: flex;
    flex: 1;
    gap: 6px;
    padding-inline: 6px 2px;
  }
  .rename input {
    flex: 1;
  }
  .history-note {
    margin: 16px auto;
    padding-inline: 20px;
    color: var(--muted);
    text-align: center;
  }
  .more {
    align-self: center;
    margin-block-end: 20px;
  }
  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(6px);
    }
  }
`;var to=L`
  .item {
    contain: content;
    overflow-clip-margin: 6px;
    margin-block: calc(var(--space) * 0.5);
    min-width: 0;
  }
  .question {
    display: flex;
    flex-direction: column;
    align-items: flex-end;
    gap: 6px;
    margin-block-start: calc(var(--space) * 1.25);
  }
  .question:first-child {
    margin-block-start: 0;
  }
  .bubble {
    max-width: min(85%, 34rem);
    padding: calc(var(--space) * 0.5) calc(var(--space) * 0.9);
    border-radius: var(--radius);
    border-end-end-radius: min(var(--radius), 5px);
    background: var(--bubble);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .quote {
    max-width: min(85%, 34rem);
    max-height: 8.7em;
    margin: 0;
    padding: 2px 12px;
    border-inline-end: 3px solid color-mix(in srgb, var(--accent) 50%, transparent);
    color: var(--muted);
    font-size: 0.9em;
    line-height: 1.45;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-line;
    scrollbar-width: thin;
  }
  .actions {
    display: flex;
    gap: 2px;
    margin-block: calc(var(--space) * -0.25) 4px;
    margin-inline: -8px 0;
  }
  .actions .quiet {
    width: 32px;
    height: 32px;
  }
  .actions .icon {
    width: 16px;
    height: 16px;
  }
  .sources {
    margin-block: calc(var(--space) * 0.75) calc(var(--space) * 0.5);
  }
  .sources h3 {
    margin: 0 0 4px;
    color: var(--muted);
    font-size: 0.8em;
    font-weight: 600;
    letter-spacing: 0.03em;
  }
  .sources ol,
  .task-sources {
    display: grid;
    gap: 2px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .sources li {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-width: 0;
    font-size: 0.9em;
  }
  .source {
    display: flex;
    align-items: baseline;
    gap: 8px;
    min-width: 0;
    color: inherit;
    text-decoration: none;
  }
  .source > .icon {
    align-self: center;
    width: 14px;
    height: 14px;
  }
  .source-title {
    overflow: hidden;
    color: var(--link);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  a.source:hover .source-title {
    text-decoration: underline;
  }
  .source-place {
    flex: none;
    max-width: 45%;
    overflow: hidden;
    color: var(--muted);
    font-size: 0.9em;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chip,
  .source-number {
    display: inline-block;
    min-width: 1.55em;
    padding-inline: 0.35em;
    border-radius: 0.8em;
    background: var(--bubble);
    color: var(--link);
    font-size: 0.72em;
    font-weight: 600;
    line-height: 1.55;
    text-align: center;
    text-decoration: none;
  }
  .chip {
    margin-inline: 0.25em 0.1em;
    vertical-align: 0.18em;
  }
  a.chip:hover {
    background: var(--accent);
    color: var(--on-accent);
  }
  .activity {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 2em;
    color: var(--muted);
  }
  .shimmer {
    animation: pulse 1.6s ease-in-out infinite;
  }
  .dots {
    gap: 5px;
  }
  .dots i {
    width: 7px;
    height: 7px;
    border-radius: 50%;
    background: var(--muted);
    animation: pulse 1.2s ease-in-out infinite;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }
  .paging {
    color: var(--muted);
    font-size: 0.87em;
    text-align: center;
  }
  .notice {
    display: flex;
    gap: 10px;
    margin-block: calc(var(--space) * 0.5);
    padding: 10px 14px;
    border-radius: min(var(--radius), 14px);
    background: var(--soft);
    font-size: 0.93em;
  }
  .notice > .icon {
    margin-block-start: 3px;
    color: var(--link);
  }
  .notice[data-level="warning"] > .icon {
    color: var(--warning);
  }
  .notice[data-level="danger"] > .icon {
    color: var(--danger);
  }
  .work {
    color: var(--muted);
    font-size: 0.93em;
  }
  .work summary {
    width: fit-content;
    border-radius: 6px;
    cursor: pointer;
  }
  .task {
    display: flex;
    gap: 10px;
    padding-block: 4px;
  }
  .task > div {
    flex: 1;
    min-width: 0;
  }
  .task > .icon {
    width: 15px;
    height: 15px;
    margin-block-start: 4px;
  }
  .task[data-status="loading"] > .icon {
    animation: pulse 1.2s ease-in-out infinite;
  }
  .task p {
    margin: 0;
  }
  .generated {
    display: block;
    max-width: 100%;
    border-radius: var(--radius-small);
  }
  .card {
    display: grid;
    gap: 10px;
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: min(var(--radius), 14px);
    background: var(--softer);
  }
  .widget h4,
  .widget p {
    margin: 0;
  }
  .widget img {
    max-width: 100%;
    border-radius: var(--radius-small);
  }
  .widget .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .widget .row:empty {
    display: none;
  }
  .widget hr {
    width: 100%;
    margin: 0;
    border: 0;
    border-block-start: 1px solid var(--line);
  }
  .caption {
    color: var(--muted);
    font-size: 0.87em;
  }
  .badge {
    padding: 1px 9px;
    border-radius: 1em;
    background: var(--bubble);
    font-size: 0.8em;
    font-weight: 500;
  }
  .list-item {
    display: block;
    width: 100%;
    padding: 8px 12px;
    border-radius: var(--radius-small);
    text-align: start;
  }
  button.list-item:hover {
    background: var(--hover);
  }
`;var ro=L`
  .markdown {
    overflow-wrap: anywhere;
  }
  .markdown > :first-child {
    margin-block-start: 0;
  }
  .markdown > :last-child {
    margin-block-end: 0;
  }
  .markdown :is(p, ul, ol, blockquote, .table, .code) {
    margin-block: 0 calc(var(--space) * 0.75);
  }
  .markdown :is(h3, h4, h5, h6) {
    margin: calc(var(--space) * 1.15) 0 calc(var(--space) * 0.4);
    font-size: 1em;
    font-weight: 650;
    line-height: 1.35;
    letter-spacing: -0.01em;
  }
  .markdown h3 {
    font-size: 1.15em;
  }
  .markdown :is(ul, ol) {
    padding-inline-start: 1.5em;
  }
  .markdown li {
    margin-block: 0.25em;
  }
  .markdown li > :is(ul, ol) {
    margin-block: 0.25em;
  }
  .markdown li::marker {
    color: var(--muted);
  }
  .markdown a:not(.chip) {
    color: var(--link);
    text-decoration: underline;
    text-decoration-color: color-mix(in srgb, currentColor 35%, transparent);
    text-underline-offset: 0.18em;
  }
  .markdown a:not(.chip, [href]) {
    color: inherit;
    text-decoration: none;
  }
  .markdown a:hover {
    text-decoration-color: currentColor;
  }
  .markdown blockquote {
    margin-inline: 0;
    padding-inline-start: 1em;
    border-inline-start: 3px solid var(--line);
    color: var(--muted);
  }
  .markdown hr {
    margin-block: var(--space);
    border: 0;
    border-block-start: 1px solid var(--line);
  }
  .markdown img {
    max-width: 100%;
    border-radius: var(--radius-small);
  }
  .markdown code {
    padding: 0.12em 0.35em;
    border-radius: 5px;
    background: var(--soft);
    font: 0.88em var(--mono);
  }
  .code {
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: min(var(--radius), 12px);
    background: var(--softer);
  }
  .code-bar {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block: 2px;
    padding-inline: 14px 4px;
    border-block-end: 1px solid var(--line);
    color: var(--muted);
    font-size: 0.8em;
  }
  .copy-code {
    padding: 4px 10px;
    border-radius: 7px;
    font-weight: 500;
  }
  .copy-code:hover {
    background: var(--hover);
    color: var(--text);
  }
  .code pre {
    margin: 0;
    padding: 12px 14px;
    overflow-x: auto;
    outline-offset: -3px;
    scrollbar-width: thin;
  }
  .code pre code {
    padding: 0;
    background: none;
    font-size: 0.87em;
    line-height: 1.55;
    overflow-wrap: normal;
    tab-size: 2;
    white-space: pre;
  }
  .table {
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: min(var(--radius), 12px);
    scrollbar-width: thin;
  }
  .table table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.93em;
    line-height: 1.45;
    overflow-wrap: normal;
  }
  .table code {
    white-space: nowrap;
  }
  .table :is(th, td) {
    min-width: 6em;
    padding: 8px 14px;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
  .table tbody tr:last-child td {
    border-block-end: 0;
  }
  .table th {
    background: var(--softer);
    font-weight: 600;
    white-space: nowrap;
  }
  :is(.disclaimer, .notice, .task) .markdown > * {
    margin-block: 0;
  }
`;var ao=L`
  @container (max-width: 30rem) {
    .start h2 {
      font-size: 1.4em;
    }
    .column {
      padding-inline: 14px;
    }
    .footer .column {
      padding-inline: 10px;
    }
    .bubble,
    .quote {
      max-width: 90%;
    }
    .problem {
      flex-wrap: wrap;
    }
  }
  @media (pointer: coarse) {
    .quiet,
    .send {
      min-width: 40px;
      min-height: 40px;
    }
    .composer textarea {
      /* Below 16px, iOS zooms the page into the field. */
      font-size: max(16px, 1em);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    .bubble,
    .composer,
    .notice,
    .chip,
    .button,
    .jump,
    .send {
      border: 1px solid;
    }
    .composer:focus-within {
      outline: 2px solid Highlight;
    }
    .dots i {
      background: CanvasText;
    }
    .thread-open[aria-current="true"] {
      border: 1px solid Highlight;
    }
  }
  @media print {
    :host,
    .frame,
    .chat,
    .body,
    .log {
      height: auto !important;
      overflow: visible !important;
    }
    .footer,
    .actions,
    .jump,
    .copy-code,
    .header button {
      display: none;
    }
    .item {
      break-inside: avoid;
    }
  }
`;var oo=L`
  :host {
    display: block;
    width: 100%;
    height: 100%;
    min-height: 0;
    position: relative;
  }
  :host([hidden]) {
    display: none;
  }
  .frame {
    --hue: var(--theme-hue, 222);
    --tint: var(--theme-tint, 9%);
    --accent: var(--chatkit-accent, var(--theme-accent, #3454d1));
    --surface: var(--chatkit-surface, var(--theme-surface, #fff));
    --raised: var(--chatkit-surface-raised, var(--theme-surface, #fff));
    --text: var(--chatkit-text, var(--theme-text, hsl(var(--hue) 16% 12%)));
    --danger: var(--chatkit-danger, #b3261e);
    --warning: #8a5a00;
    --muted: var(--chatkit-muted, color-mix(in srgb, var(--text) 66%, hsl(var(--hue) var(--tint) 70%)));
    --line: var(--chatkit-line, color-mix(in srgb, var(--text) 13%, transparent));
    --soft: color-mix(in srgb, var(--text) 5%, transparent);
    --softer: color-mix(in srgb, var(--text) 3%, transparent);
    --hover: color-mix(in srgb, var(--text) 8%, transparent);
    --link: color-mix(in srgb, var(--accent) 82%, var(--text));
    --bubble: color-mix(in srgb, var(--accent) 11%, transparent);
    --on-accent: var(--chatkit-on-accent, #fff);
    --shadow: 0 1px 2px rgb(15 20 35 / 5%), 0 6px 20px rgb(15 20 35 / 7%);
    --radius: var(--chatkit-radius, var(--theme-radius, 18px));
    --radius-small: min(var(--radius), 10px);
    --space: calc(1rem * var(--chatkit-density, var(--theme-density, 1)));
    --column: var(--chatkit-column, 46rem);
    --mono: var(--chatkit-font-mono, var(--theme-font-mono, ui-monospace, "SF Mono", Menlo, Consolas, monospace));
    color-scheme: light;
    color: var(--text);
    background: var(--surface);
    font: 400 var(--chatkit-font-size, var(--theme-size, 15px)) / 1.55
      var(--chatkit-font, var(--theme-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif));
    -webkit-font-smoothing: antialiased;
    text-align: start;
    letter-spacing: normal;
  }
  .frame[data-scheme="dark"] {
    --accent: var(--chatkit-accent, var(--theme-accent, #8ea6ff));
    --surface: var(--chatkit-surface, var(--theme-surface, #14161b));
    --raised: var(--chatkit-surface-raised, var(--theme-surface, #1c1f26));
    --text: var(--chatkit-text, var(--theme-text, hsl(var(--hue) 16% 93%)));
    --danger: var(--chatkit-danger, #ff8a80);
    --warning: #f2c14e;
    --muted: var(--chatkit-muted, color-mix(in srgb, var(--text) 66%, hsl(var(--hue) var(--tint) 30%)));
    --soft: color-mix(in srgb, var(--text) 8%, transparent);
    --softer: color-mix(in srgb, var(--text) 5%, transparent);
    --hover: color-mix(in srgb, var(--text) 12%, transparent);
    --bubble: color-mix(in srgb, var(--accent) 18%, transparent);
    --shadow: 0 1px 2px rgb(0 0 0 / 30%), 0 8px 24px rgb(0 0 0 / 28%);
    color-scheme: dark;
  }
  @supports (color: color(from red xyz-d65 x y z)) {
    .frame {
      /* White up to the luminance at which black begins to contrast better: 4.5:1 or more on any accent. */
      --on-accent: var(
        --chatkit-on-accent,
        color(
          from var(--accent) xyz-d65 clamp(0, (0.179 - y) * 999, 0.95) clamp(0, (0.179 - y) * 999, 1)
            clamp(0, (0.179 - y) * 999, 1.09)
        )
      );
      --link: oklch(from var(--accent) min(l, 0.52) c h);
    }
    .frame[data-scheme="dark"] {
      --link: oklch(from var(--accent) max(l, 0.72) c h);
    }
  }
`;var so=[oo,Ja,Ya,Za,to,ro,eo,ao];var Ls={pill:"22px",round:"16px",soft:"10px",sharp:"2px"},Rs={compact:"0.8",normal:"1",spacious:"1.2"},dr=matchMedia("(prefers-color-scheme: dark)");function Ms(e){let t=typeof e=="string"?e:e?.colorScheme;return t==="dark"||(t==="auto"||t==="system")&&dr.matches?"dark":"light"}var at=class{#r;#t;constructor(t,r){this.#r=r,t.addController(this)}set(t){this.#t=t,Is(t),this.#e()}hostConnected(){dr.addEventListener("change",this.#e),this.#e()}hostDisconnected(){dr.removeEventListener("change",this.#e)}hostUpdated(){this.#e()}#e=()=>{let t=this.#r();if(t){t.dataset.scheme=Ms(this.#t);for(let[r,a]of Object.entries($s(this.#t)))a===null?t.style.removeProperty(r):t.style.setProperty(r,a)}}};function $s(e){let{color:t,radius:r,density:a,typography:o}=typeof e=="object"?e:{},{hue:s,tint:n}=t?.grayscale??{};return{"--theme-accent":t?.accent?.primary??null,"--theme-surface":t?.surface?.background??null,"--theme-text":t?.surface?.foreground??null,"--theme-hue":s===void 0?null:String(s),"--theme-tint":n===void 0?null:`${String(n*3)}%`,"--theme-radius":r?Ls[r]:null,"--theme-density":a?Rs[a]:null,"--theme-font":o?.fontFamily??null,"--theme-font-mono":o?.fontFamilyMono??null,"--theme-size":o?.baseSize?`${String(o.baseSize)}px`:null}}function Is(e){let t=typeof e=="object"?e.typography?.fontSources??[]:[];for(let{family:r,src:a,weight:o,style:s,display:n,unicodeRange:i}of t){let f=new FontFace(r,`url(${JSON.stringify(a)})`,{...o===void 0?{}:{weight:String(o)},...s===void 0?{}:{style:s},...n===void 0?{}:{display:n},...i===void 0?{}:{unicodeRange:i}});Ps(f)||document.fonts.add(f)}}function Ps(e){let t=r=>r.family===e.family&&r.weight===e.weight&&r.style===e.style;return[...document.fonts].some(t)}var ot=class{said="";#r;#t=!1;constructor(t){this.#r=t,t.addController(this)}heed(t){t==="chatkit.response.start"&&this.#e(""),this.#t||=t==="chatkit.response.end"}hostUpdated(){this.#t&&(this.#t=!1,this.#r.renderRoot.querySelector(".answer")&&this.#e("The answer is complete."))}#e(t){t!==this.said&&(this.said=t,this.#r.requestUpdate())}};var{I:Ds}=ba,no=e=>e;var lo=e=>e.strings===void 0,io=()=>document.createComment(""),ue=(e,t,r)=>{let a=e._$AA.parentNode,o=t===void 0?e._$AB:t._$AA;if(r===void 0){let s=a.insertBefore(io(),o),n=a.insertBefore(io(),o);r=new Ds(s,n,e,e.options)}else{let s=r._$AB.nextSibling,n=r._$AM,i=n!==e;if(i){let f;r._$AQ?.(e),r._$AM=e,r._$AP!==void 0&&(f=e._$AU)!==n._$AU&&r._$AP(f)}if(s!==o||i){let f=r._$AA;for(;f!==s;){let c=no(f).nextSibling;no(a).insertBefore(f,o),f=c}}}return r},G=(e,t,r=e)=>(e._$AI(t,r),e),Os={},fo=(e,t=Os)=>e._$AH=t,uo=e=>e._$AH,st=e=>{e._$AR(),e._$AA.remove()};var pe={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},B=e=>(...t)=>({_$litDirective$:e,values:t}),P=class{constructor(t){}get _$AU(){return this._$AM._$AU}_$AT(t,r,a){this._$Ct=t,this._$AM=r,this._$Ci=a}_$AS(t,r){return this.update(t,r)}update(t,r){return this.render(...r)}};var Ee=(e,t)=>{let r=e._$AN;if(r===void 0)return!1;for(let a of r)a._$AO?.(t,!1),Ee(a,t);return!0},nt=e=>{let t,r;do{if((t=e._$AM)===void 0)break;r=t._$AN,r.delete(e),e=t}while(r?.size===0)},po=e=>{for(let t;t=e._$AM;e=t){let r=t._$AN;if(r===void 0)t._$AN=r=new Set;else if(r.has(e))break;r.add(e),Hs(t)}};function Bs(e){this._$AN!==void 0?(nt(this),this._$AM=e,po(this)):this._$AM=e}function Ns(e,t=!1,r=0){let a=this._$AH,o=this._$AN;if(o!==void 0&&o.size!==0)if(t)if(Array.isArray(a))for(let s=r;s<a.length;s++)Ee(a[s],!1),nt(a[s]);else a!=null&&(Ee(a,!1),nt(a));else Ee(this,e)}var Hs=e=>{e.type==pe.CHILD&&(e._$AP??=Ns,e._$AQ??=Bs)},it=class extends P{constructor(){super(...arguments),this._$AN=void 0}_$AT(t,r,a){super._$AT(t,r,a),po(this),this.isConnected=t._$AU}_$AO(t,r=!0){t!==this.isConnected&&(this.isConnected=t,t?this.reconnected?.():this.disconnected?.()),r&&(Ee(this,t),nt(this))}setValue(t){if(lo(this._$Ct))this._$Ct._$AI(t,this);else{let r=[...this._$Ct._$AH];r[this._$Ci]=t,this._$Ct._$AI(r,this,0)}}disconnected(){}reconnected(){}};var lt=()=>new ur,ur=class{},fr=new WeakMap,N=B(class extends it{render(e){return d}update(e,[t]){let r=t!==this.G;return r&&this.rt(void 0),(r||this.lt!==this.ct)&&(this.G=t,this.ht=e.options?.host,this.rt(this.ct=e.element)),d}rt(e){if(this.G!==void 0)if(this.isConnected||(e=void 0),typeof this.G=="function"){let t=this.ht??globalThis,r=fr.get(t);r===void 0&&(r=new WeakMap,fr.set(t,r)),r.get(this.G)!==void 0&&this.G.call(this.ht,void 0),r.set(this.G,e),e!==void 0&&this.G.call(this.ht,e)}else this.G.value=e}get lt(){return typeof this.G=="function"?fr.get(this.ht??globalThis)?.get(this.G):this.G?.value}disconnected(){this.lt===this.ct&&this.rt(void 0)}reconnected(){this.rt(this.ct)}});var pr=[["path",{d:"M12 5v14"}],["path",{d:"m19 12-7 7-7-7"}]];var mr=[["path",{d:"m5 12 7-7 7 7"}],["path",{d:"M12 19V5"}]];var cr=[["circle",{cx:"12",cy:"12",r:"1"}],["path",{d:"M20.2 20.2c2.04-2.03.02-7.36-4.5-11.9-4.54-4.52-9.87-6.54-11.9-4.5-2.04 2.03-.02 7.36 4.5 11.9 4.54 4.52 9.87 6.54 11.9 4.5Z"}],["path",{d:"M15.7 15.7c4.52-4.54 6.54-9.87 4.5-11.9-2.03-2.04-7.36-.02-11.9 4.5-4.52 4.54-6.54 9.87-4.5 11.9 2.03 2.04 7.36.02 11.9-4.5Z"}]];var Le=[["path",{d:"M12 5v16"}],["path",{d:"M20.001 19A2 2 0 0022 17V5a2 2 0 00-1.999-2L16 3.002A5 5 0 0012 5a5 5 0 00-4-2H4a2 2 0 00-2 2v12a2 2 0 001.999 2H8a5 5 0 014 2 5 5 0 014-2z"}]];var hr=[["path",{d:"M12 8V4H8"}],["rect",{width:"16",height:"12",x:"4",y:"8",rx:"2"}],["path",{d:"M2 14h2"}],["path",{d:"M20 14h2"}],["path",{d:"M15 13v2"}],["path",{d:"M9 13v2"}]];var xr=[["path",{d:"M21 8a2 2 0 0 0-1-1.73l-7-4a2 2 0 0 0-2 0l-7 4A2 2 0 0 0 3 8v8a2 2 0 0 0 1 1.73l7 4a2 2 0 0 0 2 0l7-4A2 2 0 0 0 21 16Z"}],["path",{d:"m3.3 7 8.7 5 8.7-5"}],["path",{d:"M12 22V12"}]];var gr=[["path",{d:"M12 20v-9"}],["path",{d:"M14 7a4 4 0 0 1 4 4v3a6 6 0 0 1-12 0v-3a4 4 0 0 1 4-4z"}],["path",{d:"M14.12 3.88 16 2"}],["path",{d:"M21 21a4 4 0 0 0-3.81-4"}],["path",{d:"M21 5a4 4 0 0 1-3.55 3.97"}],["path",{d:"M22 13h-4"}],["path",{d:"M3 21a4 4 0 0 1 3.81-4"}],["path",{d:"M3 5a4 4 0 0 0 3.55 3.97"}],["path",{d:"M6 13H2"}],["path",{d:"m8 2 1.88 1.88"}],["path",{d:"M9 7.13V6a3 3 0 1 1 6 0v1.13"}]];var yr=[["path",{d:"M8 2v3"}],["path",{d:"M16 2v3"}],["rect",{x:"3",y:"3",width:"18",height:"18",rx:"2"}],["path",{d:"M3 9h18"}]];var Re=[["path",{d:"M3 3v16a2 2 0 0 0 2 2h16"}],["path",{d:"M18 17V9"}],["path",{d:"M13 17V5"}],["path",{d:"M8 17v-3"}]];var dt=[["path",{d:"M20 6 9 17l-5-5"}]];var me=[["path",{d:"m15 18-6-6 6-6"}]];var Cr=[["path",{d:"m9 18 6-6-6-6"}]];var ft=[["circle",{cx:"12",cy:"12",r:"10"}],["line",{x1:"12",x2:"12",y1:"8",y2:"12"}],["line",{x1:"12",x2:"12.01",y1:"16",y2:"16"}]];var Me=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m16 9-5.5 5.5L8 12"}]];var $e=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3"}],["path",{d:"M12 17h.01"}]];var br=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 6v6l4 2"}]];var wr=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m16.24 7.76-1.804 5.411a2 2 0 0 1-1.265 1.265L7.76 16.24l1.804-5.411a2 2 0 0 1 1.265-1.265z"}]];var kr=[["rect",{width:"14",height:"14",x:"8",y:"8",rx:"2",ry:"2"}],["path",{d:"M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2"}]];var ut=[["circle",{cx:"12",cy:"12",r:"1"}],["circle",{cx:"19",cy:"12",r:"1"}],["circle",{cx:"5",cy:"12",r:"1"}]];var pt=[["path",{d:"M15 3h6v6"}],["path",{d:"M10 14 21 3"}],["path",{d:"M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6"}]];var ce=[["path",{d:"M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z"}],["path",{d:"M14 2v5a1 1 0 0 0 1 1h5"}],["path",{d:"M10 9H8"}],["path",{d:"M16 13H8"}],["path",{d:"M16 17H8"}]];var Sr=[["path",{d:"M14 2v6a2 2 0 0 0 .245.96l5.51 10.08A2 2 0 0 1 18 22H6a2 2 0 0 1-1.755-2.96l5.51-10.08A2 2 0 0 0 10 8V2"}],["path",{d:"M6.453 15h11.094"}],["path",{d:"M8.5 2h7"}]];var mt=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 2a14.5 14.5 0 0 0 0 20 14.5 14.5 0 0 0 0-20"}],["path",{d:"M2 12h20"}]];var Ie=[["path",{d:"M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8"}],["path",{d:"M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z"}]];var ct=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2",ry:"2"}],["circle",{cx:"9",cy:"9",r:"2"}],["path",{d:"m21 15-3.086-3.086a2 2 0 0 0-2.828 0L6 21"}]];var ht=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"M12 16v-4"}],["path",{d:"M12 8h.01"}]];var vr=[["path",{d:"m2 21 9.6-9.6"}],["path",{d:"m7.5 15.5 2.3 2.3a1 1 0 0 1 0 1.4l-2.1 2.1a1 1 0 0 1-1.4 0L4 19"}],["circle",{cx:"15.5",cy:"7.5",r:"5.5"}]];var xt=[["rect",{width:"7",height:"7",x:"3",y:"3",rx:"1"}],["rect",{width:"7",height:"7",x:"14",y:"3",rx:"1"}],["rect",{width:"7",height:"7",x:"14",y:"14",rx:"1"}],["rect",{width:"7",height:"7",x:"3",y:"14",rx:"1"}]];var Ar=[["circle",{cx:"12",cy:"12",r:"10"}],["path",{d:"m4.93 4.93 4.24 4.24"}],["path",{d:"m14.83 9.17 4.24-4.24"}],["path",{d:"m14.83 14.83 4.24 4.24"}],["path",{d:"m9.17 14.83-4.24 4.24"}],["circle",{cx:"12",cy:"12",r:"4"}]];var Tr=[["path",{d:"M15 14c.2-1 .7-1.7 1.5-2.5 1-.9 1.5-2.2 1.5-3.5A6 6 0 0 0 6 8c0 1 .2 2.2 1.5 3.5.7.7 1.3 1.5 1.5 2.5"}],["path",{d:"M9 18h6"}],["path",{d:"M10 22h4"}]];var _r=[["path",{d:"m22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7"}],["rect",{x:"2",y:"4",width:"20",height:"16",rx:"2"}]];var gt=[["path",{d:"M20 10c0 4.993-5.539 10.193-7.399 11.799a1 1 0 0 1-1.202 0C9.539 20.193 4 14.993 4 10a8 8 0 0 1 16 0"}],["circle",{cx:"12",cy:"10",r:"3"}]];var yt=[["path",{d:"M15 3h6v6"}],["path",{d:"m21 3-7 7"}],["path",{d:"m3 21 7-7"}],["path",{d:"M9 21H3v-6"}]];var Ct=[["path",{d:"M4 5h16"}],["path",{d:"M4 12h16"}],["path",{d:"M4 19h16"}]];var bt=[["path",{d:"m14 10 7-7"}],["path",{d:"M20 10h-6V4"}],["path",{d:"m3 21 7-7"}],["path",{d:"M4 14h6v6"}]];var Er=[["rect",{width:"20",height:"14",x:"2",y:"3",rx:"2"}],["line",{x1:"8",x2:"16",y1:"21",y2:"21"}],["line",{x1:"12",x2:"12",y1:"17",y2:"21"}]];var Lr=[["path",{d:"M20.985 12.486a9 9 0 1 1-9.473-9.472c.405-.022.617.46.402.803a6 6 0 0 0 8.268 8.268c.344-.215.825-.004.803.401"}]];var wt=[["path",{d:"M13.4 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-7.4"}],["path",{d:"M2 6h4"}],["path",{d:"M2 10h4"}],["path",{d:"M2 14h4"}],["path",{d:"M2 18h4"}],["path",{d:"M21.378 5.626a1 1 0 1 0-3.004-3.004l-5.01 5.012a2 2 0 0 0-.506.854l-.837 2.87a.5.5 0 0 0 .62.62l2.87-.837a2 2 0 0 0 .854-.506z"}]];var Pe=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2"}],["path",{d:"M9 3v18"}]];var kt=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2"}],["path",{d:"M15 3v18"}]];var Rr=[["path",{d:"m16 6-8.414 8.586a2 2 0 0 0 2.829 2.829l8.414-8.586a4 4 0 1 0-5.657-5.657l-8.379 8.551a6 6 0 1 0 8.485 8.485l8.379-8.551"}]];var he=[["path",{d:"M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z"}],["path",{d:"m15 5 4 4"}]];var Mr=[["path",{d:"M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384"}]];var $r=[["path",{d:"M5 5a2 2 0 0 1 3.008-1.728l11.997 6.998a2 2 0 0 1 .003 3.458l-12 7A2 2 0 0 1 5 19z"}]];var Ir=[["path",{d:"M5 12h14"}],["path",{d:"M12 5v14"}]];var Pr=[["path",{d:"M16 3a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z"}],["path",{d:"M5 3a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2 1 1 0 0 1 1 1v1a2 2 0 0 1-2 2 1 1 0 0 0-1 1v2a1 1 0 0 0 1 1 6 6 0 0 0 6-6V5a2 2 0 0 0-2-2z"}]];var De=[["path",{d:"M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"}],["path",{d:"M3 3v5h5"}],["path",{d:"M12 7v5l4 2"}]];var St=[["path",{d:"M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8"}],["path",{d:"M3 3v5h5"}]];var vt=[["path",{d:"m21 21-4.34-4.34"}],["circle",{cx:"11",cy:"11",r:"8"}]];var At=[["path",{d:"M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915"}],["circle",{cx:"12",cy:"12",r:"3"}]];var Dr=[["circle",{cx:"18",cy:"5",r:"3"}],["circle",{cx:"6",cy:"12",r:"3"}],["circle",{cx:"18",cy:"19",r:"3"}],["line",{x1:"8.59",x2:"15.42",y1:"13.51",y2:"17.49"}],["line",{x1:"15.41",x2:"8.59",y1:"6.51",y2:"10.49"}]];var Or=[["rect",{width:"14",height:"20",x:"5",y:"2",rx:"2",ry:"2"}],["path",{d:"M12 18h.01"}]];var xe=[["path",{d:"M11.017 2.814a1 1 0 0 1 1.966 0l1.051 5.558a2 2 0 0 0 1.594 1.594l5.558 1.051a1 1 0 0 1 0 1.966l-5.558 1.051a2 2 0 0 0-1.594 1.594l-1.051 5.558a1 1 0 0 1-1.966 0l-1.051-5.558a2 2 0 0 0-1.594-1.594l-5.558-1.051a1 1 0 0 1 0-1.966l5.558-1.051a2 2 0 0 0 1.594-1.594z"}],["path",{d:"M20 2v4"}],["path",{d:"M22 4h-4"}],["circle",{cx:"4",cy:"20",r:"2"}]];var Tt=[["path",{d:"m10 9-3 3 3 3"}],["path",{d:"m14 15 3-3-3-3"}],["rect",{x:"3",y:"3",width:"18",height:"18",rx:"2"}]];var J=[["path",{d:"M12 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7"}],["path",{d:"M18.375 2.625a1 1 0 0 1 3 3l-9.013 9.014a2 2 0 0 1-.853.505l-2.873.84a.5.5 0 0 1-.62-.62l.84-2.873a2 2 0 0 1 .506-.852z"}]];var Br=[["rect",{width:"18",height:"18",x:"3",y:"3",rx:"2"}]];var _t=[["path",{d:"M11.525 2.295a.53.53 0 0 1 .95 0l2.31 4.679a2.123 2.123 0 0 0 1.595 1.16l5.166.756a.53.53 0 0 1 .294.904l-3.736 3.638a2.123 2.123 0 0 0-.611 1.878l.882 5.14a.53.53 0 0 1-.771.56l-4.618-2.428a2.122 2.122 0 0 0-1.973 0L6.396 21.01a.53.53 0 0 1-.77-.56l.881-5.139a2.122 2.122 0 0 0-.611-1.879L2.16 9.795a.53.53 0 0 1 .294-.906l5.165-.755a2.122 2.122 0 0 0 1.597-1.16z"}]];var Nr=[["circle",{cx:"12",cy:"12",r:"4"}],["path",{d:"M12 2v2"}],["path",{d:"M12 20v2"}],["path",{d:"m4.93 4.93 1.41 1.41"}],["path",{d:"m17.66 17.66 1.41 1.41"}],["path",{d:"M2 12h2"}],["path",{d:"M20 12h2"}],["path",{d:"m6.34 17.66-1.41 1.41"}],["path",{d:"m19.07 4.93-1.41 1.41"}]];var Hr=[["path",{d:"M9 18.12 10 14H4.17a2 2 0 0 1-1.92-2.56l2.33-8A2 2 0 0 1 6.5 2H20a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-2.76a2 2 0 0 0-1.79 1.11L12 22a3.13 3.13 0 0 1-3-3.88Z"}],["path",{d:"M17 14V2"}]];var Ur=[["path",{d:"M15 5.88 14 10h5.83a2 2 0 0 1 1.92 2.56l-2.33 8A2 2 0 0 1 17.5 22H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.76a2 2 0 0 0 1.79-1.11L12 2a3.13 3.13 0 0 1 3 3.88Z"}],["path",{d:"M7 10v12"}]];var Et=[["path",{d:"M10 11v6"}],["path",{d:"M14 11v6"}],["path",{d:"M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6"}],["path",{d:"M3 6h18"}],["path",{d:"M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2"}]];var ge=[["path",{d:"M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2"}],["circle",{cx:"12",cy:"7",r:"4"}]];var qr=[["path",{d:"M12 20h.01"}],["path",{d:"M8.5 16.429a5 5 0 0 1 7 0"}],["path",{d:"M5 12.859a10 10 0 0 1 5.17-2.69"}],["path",{d:"M19 12.859a10 10 0 0 0-2.007-1.523"}],["path",{d:"M2 8.82a15 15 0 0 1 4.177-2.643"}],["path",{d:"M22 8.82a15 15 0 0 0-11.288-3.764"}],["path",{d:"m2 2 20 20"}]];var Fr=[["path",{d:"M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.106-3.105c.32-.322.863-.22.983.218a6 6 0 0 1-8.259 7.057l-7.91 7.91a1 1 0 0 1-2.999-3l7.91-7.91a6 6 0 0 1 7.057-8.259c.438.12.54.662.219.984z"}]];var Lt=[["path",{d:"M18 6 6 18"}],["path",{d:"m6 6 12 12"}]];var Gr=[["path",{d:"M15.914 4a1.5 1.5 0 00-2.474-1.561l-9 9A1.5 1.5 0 005.5 14h4.002a.5.5 0 01.471.666L8.086 20a1.5 1.5 0 002.475 1.56l9-9A1.5 1.5 0 0018.5 10h-3.997a.5.5 0 01-.472-.667z"}]];var Us={agent:hr,analytics:Re,atom:cr,batch:xt,bolt:Gr,"book-open":Le,"book-closed":Le,"book-clock":Le,bug:gr,calendar:yr,chart:Re,check:dt,"check-circle":Me,"check-circle-filled":Me,"chevron-left":me,"chevron-right":Cr,"circle-question":$e,clock:br,compass:wr,cube:xr,desktop:Er,document:ce,"dots-horizontal":ut,"external-link":pt,globe:mt,keys:vr,lab:Sr,images:ct,info:ht,lifesaver:Ar,lightbulb:Tr,mail:_r,"map-pin":gt,maps:gt,mobile:Or,name:ge,notebook:wt,"notebook-pencil":wt,"page-blank":ce,phone:Mr,play:$r,plus:Ir,profile:ge,"profile-card":ge,reload:St,star:_t,"star-filled":_t,search:vt,sparkle:xe,"sparkle-double":xe,"square-code":Tt,"square-image":ct,"square-text":ce,"settings-slider":At,user:ge,write:he,"write-alt":he,"write-alt2":he,"sidebar-left":Pe,"sidebar-right":kt,"sidebar-open-left":Pe,"sidebar-open-right":kt,home:Ie,"home-alt":Ie,"back-small":me,"back-large":me,"expand-large":yt,"expand-small":yt,"collapse-large":bt,"collapse-small":bt,"settings-cog":At,grid:xt,menu:Ct,hamburger:Ct,history:De,compose:J,share:Dr,"light-mode":Nr,"dark-mode":Lr,close:Lt},qs={"arrow-down":pr,"arrow-up":mr,alert:ft,attach:Rr,back:me,check:dt,close:Lt,compose:J,copy:kr,document:ce,down:Hr,"external-link":pt,globe:mt,history:De,info:ht,offline:qr,pencil:he,quote:Pr,retry:St,search:vt,stop:Br,tool:Fr,trash:Et,up:Ur};function b(e){return mo(qs[e])}function I(e){return e?mo(Us[e.replace(/^lucide:/,"")]??xe):d}function mo(e){return l`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${e.map(Fs)}</svg>`}function Fs([e,t]){let r=t;switch(e){case"path":return X`<path d=${r.d} />`;case"circle":return X`<circle cx=${r.cx} cy=${r.cy} r=${r.r} />`;case"ellipse":return X`<ellipse cx=${r.cx} cy=${r.cy} rx=${r.rx} ry=${r.ry} />`;case"line":return X`<line x1=${r.x1} y1=${r.y1} x2=${r.x2} y2=${r.y2} />`;case"rect":return X`<rect x=${r.x??0} y=${r.y??0} width=${r.width} height=${r.height} rx=${r.rx??0} />`;case"polyline":case"polygon":return X`<polyline points=${r.points} />`;default:return d}}var Gs=CSS.supports("field-sizing","content"),Rt=class{#r;#t=lt();#e="";#s=null;#a=[];#o=null;#n=null;constructor(t){this.#r=t,t.addController(this)}hostUpdated(){let t=this.#t.value;t&&t.value!==this.#e&&(t.value=this.#e),t&&!Gs&&Ws(t)}get toolId(){return this.#o}focus(){this.#t.value?.focus()}set(t){t.content?this.#e=Wr(t.content):t.text!==void 0&&(this.#e=t.text),t.reply!==void 0&&(this.#s=t.reply||null),t.attachments&&(this.#a=t.attachments),t.selectedToolId!==void 0&&(this.#o=t.selectedToolId),t.selectedModelId!==void 0&&(this.#n=t.selectedModelId),this.#r.requestUpdate()}render(t){let r=t.options?.tools?.find(s=>s.id===this.#o),a=t.closedBecause??r?.placeholderOverride??t.options?.placeholder??Aa,o=t.closedBecause!==null;return l`
      <form class="composer" part="composer" @submit=${s=>{s.preventDefault(),this.#g(t)}}>
        ${this.#s===null?d:this.#i(this.#s)}
        ${this.#a.map(s=>this.#l(s))}
        <div class="composer-line">
          <textarea ${N(this.#t)} part="input" rows="1" dir="auto" enterkeyhint="send" autocomplete="off"
            aria-label=${a} placeholder=${a} ?disabled=${o}
            @input=${this.#f} @keydown=${s=>{this.#m(s,t)}}></textarea>
          ${t.busy&&t.canStop?l`<button class="send stop" part="stop-button" type="button" aria-label="Stop answering" title="Stop"
                @click=${()=>{t.stop(),this.focus()}}>${b("stop")}</button>`:l`<button class="send" part="send-button" type="submit" aria-label="Send message" title="Send"
                ?disabled=${o||t.busy||this.#u()}>${b("arrow-up")}</button>`}
        </div>
        ${t.options?.tools?.length||t.options?.models?.length?l`<div class="composer-bar">${this.#y(t)} ${this.#x(t)}</div>`:d}
      </form>`}#i(t){let r=()=>{this.#s=null,this.#r.requestUpdate(),this.focus()};return l`<div class="composer-quote" part="quote">
      ${b("quote")}<blockquote dir="auto">${t}</blockquote>
      <button class="quiet" type="button" aria-label="Remove the quote" @click=${r}>${b("close")}</button>
    </div>`}#l(t){let r=()=>{this.#a=this.#a.filter(a=>a!==t),this.#r.requestUpdate()};return l`<div class="attachment">${b("attach")}<span>${t.name}</span>
      <button class="quiet" type="button" aria-label=${`Remove ${t.name}`} @click=${r}>${b("close")}</button>
    </div>`}#y(t){let r=a=>{this.#o=this.#o===a?null:a,this.#r.requestUpdate(),t.toolChanged(this.#o)};return(t.options?.tools??[]).map(a=>l`<button class="tool" type="button" aria-pressed=${this.#o===a.id}
        @click=${()=>{r(a.id)}}>${I(a.icon)}<span>${a.shortLabel??a.label}</span></button>`)}#x(t){let r=t.options?.models??[];if(r.length===0)return d;let a=this.#n??r.find(o=>o.default)?.id??r[0]?.id;return l`<select class="models" aria-label="Model"
      @change=${o=>{this.#n=o.target.value}}>
      ${r.map(o=>l`<option value=${o.id} ?disabled=${o.disabled??!1}
        ?selected=${o.id===a}>${o.label}</option>`)}
    </select>`}#f=t=>{this.#e=t.target.value,this.#r.requestUpdate()};#u(){return this.#e.trim()===""&&this.#a.length===0}#m(t,r){let a=t.isComposing||t.keyCode===229;t.key!=="Enter"||t.shiftKey||a||(t.preventDefault(),this.#g(r))}#g(t){if(t.busy||t.closedBecause!==null||this.#u())return;let r=this.#n??t.options?.models?.find(o=>o.default)?.id,a={content:[{type:"input_text",text:this.#e.trim()}],quote:this.#s,attachments:[...this.#a],...r?{model:r}:{},...this.#o?{toolId:this.#o}:{}};this.#c(t),t.send(a)}#c(t){this.#e="",this.#s=null,this.#a=[];let r=t.options?.tools?.find(a=>a.id===this.#o);this.#o!==null&&!r?.persistent&&(this.#o=null,t.toolChanged(null)),this.#r.requestUpdate()}};function Wr(e){return e.map(t=>t.type==="input_tag"?`@${t.text}`:t.text).join("")}function Ws(e){e.style.height="auto",e.style.height=`${String(e.scrollHeight)}px`}function co(e,t){let r=[],a=new Map,o=[];for(let{source:s,index:n}of t){if(!s)continue;let i=zs(s),f=a.get(i);f===void 0&&(f=r.push(s),a.set(i,f)),typeof n=="number"&&o.push({at:n,number:f})}return{sources:r,marked:Vs(e.replaceAll(/[\uE000\uE001]/g,""),o)}}function zs(e){return e.type==="url"?`url ${e.url}`:e.type==="file"?`file ${e.filename}`:`entity ${e.id}`}function Vs(e,t){if(t.length===0)return e;let r=Array.from(e),a="",o=0;for(let{at:s,number:n}of t.toSorted((i,f)=>i.at-f.at)){let i=Math.max(o,Math.min(s,r.length));for(;i>o&&/\s/.test(r[i-1]??"");)i-=1;a+=`${r.slice(o,i).join("")}${String(n)}`,o=i}return a+r.slice(o).join("")}var h={Document:1,Blockquote:20,Paragraph:2,Heading_1:3,Heading_2:4,Heading_3:5,Heading_4:6,Heading_5:7,Heading_6:8,Code_Block:9,Code_Fence:10,Code_Inline:11,Italic_Ast:12,Italic_Und:13,Strong_Ast:14,Strong_Und:15,Strike:16,Link:17,Raw_URL:18,Image:19,Line_Break:21,Rule:22,List_Unordered:23,List_Ordered:24,List_Item:25,Checkbox:26,Table:27,Table_Row:28,Table_Cell:29,Equation_Block:30,Equation_Inline:31};var Kr=1,xo=2,go=4,yo=8,Co=16,ye={Href:Kr,Src:xo,Lang:go,Checked:yo,Start:Co};var Ks=e=>{switch(e){case 1:return 3;case 2:return 4;case 3:return 5;case 4:return 6;case 5:return 7;default:return 8}},js=Ks;var ho=24;function bo(e){let t=new Uint32Array(ho);return t[0]=1,{renderer:e,text:"",pending:"",tokens:t,len:0,token:1,fence_end:0,blockquote_idx:0,hr_char:"",hr_chars:0,fence_start:0,spaces:new Uint8Array(ho),indent:"",indent_len:0,table_state:0}}function wo(e){e.pending.length>0&&T(e,`
`)}function w(e){e.text.length!==0&&(console.assert(e.len>0,"Never adding text to root"),e.renderer.add_text(e.renderer.data,e.text),e.text="")}function S(e){console.assert(e.len>0,"No nodes to end"),e.len-=1,e.token=e.tokens[e.len],e.renderer.end_token(e.renderer.data)}function k(e,t){(e.tokens[e.len]===24||e.tokens[e.len]===23)&&t!==25&&S(e),e.len+=1,e.tokens[e.len]=t,e.token=t,e.renderer.add_token(e.renderer.data,t)}function Xs(e,t,r){for(;r<=e.len;){if(e.tokens[r]===t)return r;r+=1}return-1}function ee(e,t){for(e.fence_start=0;e.len>t;)S(e)}function Mt(e,t){let r=0;for(let a=0;a<=e.len&&(t-=e.spaces[a],!(t<0));a+=1)switch(e.tokens[a]){case 9:case 10:case 20:case 25:r=a;break}for(;e.len>r;)S(e);return t}function zr(e,t){let r=-1,a=-1;for(let o=e.blockquote_idx+1;o<=e.len;o+=1)if(e.tokens[o]===25){if(e.indent_len<e.spaces[o]){a=-1;break}a=o}else e.tokens[o]===t&&(r=o);return a===-1?r===-1?(ee(e,e.blockquote_idx),k(e,t),!0):(ee(e,r),!1):(ee(e,a),k(e,t),!0)}function Vr(e,t){k(e,25),e.spaces[e.len]=e.indent_len+t,H(e),e.token=103}function H(e){e.indent="",e.indent_len=0,e.pending=""}function jr(e){switch(e){case 48:case 49:case 50:case 51:case 52:case 53:case 54:case 55:case 56:case 57:return!0;default:return!1}}function Qs(e){switch(e){case 32:case 58:case 59:case 41:case 44:case 33:case 46:case 63:case 93:case 10:return!0;default:return!1}}function Zs(e){return jr(e)||Qs(e)}function T(e,t){for(let r of t){if(e.token===101){switch(r){case" ":e.indent_len+=1;continue;case"	":e.indent_len+=4;continue}let o=Mt(e,e.indent_len);e.indent_len=0,e.token=e.tokens[e.len],o>0&&T(e," ".repeat(o))}let a=e.pending+r;switch(e.token){case 21:case 1:case 20:case 24:case 23:switch(console.assert(e.text.length===0,"Root should not have any text"),e.pending[0]){case void 0:e.pending=r;continue;case" ":console.assert(e.pending.length===1),e.pending=r,e.indent+=" ",e.indent_len+=1;continue;case"	":console.assert(e.pending.length===1),e.pending=r,e.indent+="	",e.indent_len+=4;continue;case`
`:if(console.assert(e.pending.length===1),e.tokens[e.len]===25&&e.token===21){S(e),H(e),e.pending=r;continue}ee(e,e.blockquote_idx),H(e),e.blockquote_idx=0,e.fence_start=0,e.pending=r;continue;case"#":switch(r){case"#":if(e.pending.length<6){e.pending=a;continue}break;case" ":Mt(e,e.indent_len),k(e,js(e.pending.length)),H(e);continue}break;case">":{let s=Xs(e,20,e.blockquote_idx+1);s===-1?(ee(e,e.blockquote_idx),e.blockquote_idx+=1,e.fence_start=0,k(e,20)):e.blockquote_idx=s,H(e),e.pending=r;continue}case"-":case"*":case"_":if(e.hr_chars===0&&(console.assert(e.pending.length===1,"Pending should be one character"),e.hr_chars=1,e.hr_char=e.pending),e.hr_chars>0){switch(r){case e.hr_char:e.hr_chars+=1,e.pending=a;continue;case" ":e.pending=a;continue;case`
`:if(e.hr_chars<3)break;Mt(e,e.indent_len),e.renderer.add_token(e.renderer.data,22),e.renderer.end_token(e.renderer.data),H(e),e.hr_chars=0;continue}e.hr_chars=0}if(e.pending[0]!=="_"&&e.pending[1]===" "){zr(e,23),Vr(e,2),T(e,a.slice(2));continue}break;case"`":if(e.pending.length<3){if(r==="`"){e.pending=a,e.fence_start=a.length;continue}e.fence_start=0;break}switch(r){case"`":e.pending.length===e.fence_start?(e.pending=a,e.fence_start=a.length):(k(e,2),H(e),e.fence_start=0,T(e,a));continue;case`
`:{Mt(e,e.indent_len),k(e,10),e.pending.length>e.fence_start&&e.renderer.set_attr(e.renderer.data,go,e.pending.slice(e.fence_start)),H(e),e.token=101;continue}default:e.pending=a;continue}case"+":if(r!==" ")break;zr(e,23),Vr(e,2);continue;case"0":case"1":case"2":case"3":case"4":case"5":case"6":case"7":case"8":case"9":if(e.pending[e.pending.length-1]==="."){if(r!==" ")break;zr(e,24)&&e.pending!=="1."&&e.renderer.set_attr(e.renderer.data,Co,e.pending.slice(0,-1)),Vr(e,e.pending.length+1);continue}else{let s=r.charCodeAt(0);if(s===46||jr(s)){e.pending=a;continue}}break;case"|":ee(e,e.blockquote_idx),k(e,27),k(e,28),e.pending="",T(e,r);continue}let o=a;if(e.token===21)e.token=e.tokens[e.len],e.renderer.add_token(e.renderer.data,21),e.renderer.end_token(e.renderer.data);else if(e.indent_len>=4){let s=0;for(;s<4;s+=1)if(e.indent[s]==="	"){s=s+1;break}o=e.indent.slice(s)+a,k(e,9)}else k(e,2);H(e),T(e,o);continue;case 27:if(e.table_state===1)switch(r){case"-":case" ":case"|":case":":e.pending=a;continue;case`
`:e.table_state=2,e.pending="";continue;default:S(e),e.table_state=0;break}else switch(e.pending){case"|":k(e,28),e.pending="",T(e,r);continue;case`
`:S(e),e.pending="",e.table_state=0,T(e,r);continue}break;case 28:switch(e.pending){case"":break;case"|":k(e,29),S(e),e.pending="",T(e,r);continue;case`
`:S(e),e.table_state=Math.min(e.table_state+1,2),e.pending="",T(e,r);continue;default:k(e,29),T(e,r);continue}break;case 29:if(e.pending==="|"){w(e),S(e),e.pending="",T(e,r);continue}break;case 9:switch(a){case`
    `:case`
   	`:case`
  	`:case`
 	`:case`
	`:e.text+=`
`,e.pending="";continue;case`
`:case`
 `:case`
  `:case`
   `:e.pending=a;continue;default:e.pending.length!==0?(w(e),S(e),e.pending=r):e.text+=r;continue}case 10:switch(r){case"`":e.pending=a;continue;case`
`:if(a.length===e.fence_start+e.fence_end+1){w(e),S(e),e.pending="",e.fence_start=0,e.fence_end=0,e.token=101;continue}e.token=101;break;case" ":if(e.pending[0]===`
`){e.pending=a,e.fence_end+=1;continue}break}e.text+=e.pending,e.pending=r,e.fence_end=1;continue;case 11:switch(r){case"`":a.length===e.fence_start+ +(e.pending[0]===" ")?(w(e),S(e),e.pending="",e.fence_start=0):e.pending=a;continue;case`
`:e.text+=e.pending,e.pending="",e.token=21,e.blockquote_idx=0,w(e);continue;case" ":e.text+=e.pending,e.pending=r;continue;default:e.text+=a,e.pending="";continue}case 103:switch(e.pending.length){case 0:if(r!=="[")break;e.pending=a;continue;case 1:if(r!==" "&&r!=="x")break;e.pending=a;continue;case 2:if(r!=="]")break;e.pending=a;continue;case 3:if(r!==" ")break;e.renderer.add_token(e.renderer.data,26),e.pending[1]==="x"&&e.renderer.set_attr(e.renderer.data,yo,""),e.renderer.end_token(e.renderer.data),e.pending=" ";continue}e.token=e.tokens[e.len],e.pending="",T(e,a);continue;case 14:case 15:{let s="*",n=12;if(e.token===15&&(s="_",n=13),s===e.pending){if(w(e),s===r){S(e),e.pending="";continue}k(e,n),e.pending=r;continue}break}case 12:case 13:{let s="*",n=14;switch(e.token===13&&(s="_",n=15),e.pending){case s:s===r?e.tokens[e.len-1]===n?e.pending=a:(w(e),k(e,n),e.pending=""):(w(e),S(e),e.pending=r);continue;case s+s:let i=e.token;w(e),S(e),S(e),s!==r?(k(e,i),e.pending=r):e.pending="";continue}break}case 16:if(a==="~~"){w(e),S(e),e.pending="";continue}break;case 105:r===`
`?(w(e),k(e,30),e.pending=""):(e.token=e.tokens[e.len],e.pending[0]==="\\"?e.text+="[":e.text+="$$",e.pending="",T(e,r));continue;case 30:if(a==="\\]"||a==="$$"){w(e),S(e),e.pending="";continue}break;case 31:if(a==="\\)"||e.pending[0]==="$"){w(e),S(e),r===")"?e.pending="":e.pending=r;continue}break;case 102:a==="http://"||a==="https://"?(w(e),k(e,18),e.pending=a,e.text=a):"http:/"[e.pending.length]===r||"https:/"[e.pending.length]===r?e.pending=a:(e.token=e.tokens[e.len],T(e,r));continue;case 17:case 19:if(e.pending==="]"){w(e),r==="("?e.pending=a:(S(e),e.pending=r);continue}if(e.pending[0]==="]"&&e.pending[1]==="("){if(r===")"){let s=e.token===17?Kr:xo,n=e.pending.slice(2);e.renderer.set_attr(e.renderer.data,s,n),S(e),e.pending=""}else e.pending+=r;continue}break;case 18:r===" "||r===`
`||r==="\\"?(e.renderer.set_attr(e.renderer.data,Kr,e.pending),w(e),S(e),e.pending=r):(e.text+=r,e.pending=a);continue;case 104:if(a.startsWith("<br")){if(a.length===3||r===" "||r==="/"&&(a.length===4||e.pending[e.pending.length-1]===" ")){e.pending=a;continue}if(r===">"){w(e),e.token=e.tokens[e.len],e.renderer.add_token(e.renderer.data,21),e.renderer.end_token(e.renderer.data),e.pending="";continue}}e.token=e.tokens[e.len],e.text+="<",e.pending=e.pending.slice(1),T(e,r);continue}switch(e.pending[0]){case"\\":if(e.token===19||e.token===30||e.token===31)break;switch(r){case"(":w(e),k(e,31),e.pending="";continue;case"[":e.token=105,e.pending=a;continue;case`
`:e.pending=r;continue;default:let o=r.charCodeAt(0);e.pending="",e.text+=jr(o)||o>=65&&o<=90||o>=97&&o<=122?a:r;continue}case`
`:switch(e.token){case 19:case 30:case 31:break;case 3:case 4:case 5:case 6:case 7:case 8:w(e),ee(e,e.blockquote_idx),e.blockquote_idx=0,e.pending=r;continue;default:w(e),e.pending=r,e.token=21,e.blockquote_idx=0;continue}break;case"<":if(e.token!==19&&e.token!==30&&e.token!==31){w(e),e.pending=a,e.token=104;continue}break;case"`":if(e.token===19)break;r==="`"?(e.fence_start+=1,e.pending=a):(e.fence_start+=1,w(e),k(e,11),e.text=r===" "||r===`
`?"":r,e.pending="");continue;case"_":case"*":{if(e.token===19||e.token===30||e.token===31||e.token===14)break;let o=12,s=14,n=e.pending[0];if(n==="_"&&(o=13,s=15),e.pending.length===1){if(n===r){e.pending=a;continue}if(r!==" "&&r!==`
`){w(e),k(e,o),e.pending=r;continue}}else{if(n===r){w(e),k(e,s),k(e,o),e.pending="";continue}if(r!==" "&&r!==`
`){w(e),k(e,s),e.pending=r;continue}}break}case"~":if(e.token!==19&&e.token!==16){if(e.pending==="~"){if(r==="~"){e.pending=a;continue}}else if(r!==" "&&r!==`
`){w(e),k(e,16),e.pending=r;continue}}break;case"$":if(e.token!==19&&e.token!==16&&e.pending==="$")if(r==="$"){e.token=105,e.pending=a;continue}else{if(Zs(r.charCodeAt(0)))break;w(e),k(e,31),e.pending=r;continue}break;case"[":if(e.token!==19&&e.token!==17&&e.token!==30&&e.token!==31&&r!=="]"){w(e),k(e,17),e.pending=r;continue}break;case"!":if(e.token!==19&&r==="["){w(e),k(e,19),e.pending="";continue}break;case" ":if(e.pending.length===1&&r===" ")continue;break}if(e.token!==19&&e.token!==17&&e.token!==30&&e.token!==31&&r==="h"&&(e.pending===" "||e.pending==="")){e.text+=e.pending,e.pending=r,e.token=102;continue}e.text+=e.pending,e.pending=r}w(e)}var en={[h.Blockquote]:"blockquote",[h.Paragraph]:"p",[h.Line_Break]:"br",[h.Rule]:"hr",[h.Heading_1]:"h3",[h.Heading_2]:"h3",[h.Heading_3]:"h4",[h.Heading_4]:"h5",[h.Heading_5]:"h6",[h.Heading_6]:"h6",[h.Italic_Ast]:"em",[h.Italic_Und]:"em",[h.Strong_Ast]:"strong",[h.Strong_Und]:"strong",[h.Strike]:"s",[h.Code_Inline]:"code",[h.Link]:"a",[h.Raw_URL]:"a",[h.List_Unordered]:"ul",[h.List_Ordered]:"ol",[h.List_Item]:"li",[h.Checkbox]:"input"};function vo(e,t){return{data:{stack:[{node:e,token:h.Document}],context:t,heldMark:"",unclosed:null},add_token:tn,end_token:on,add_text:dn,set_attr:nn}}function Oe(e){let t=e.stack.at(-1);if(!t)throw new Error("The markdown parser closed more than it opened.");return t}function tn(e,t){t!==h.Document&&e.stack.push({node:rn(Oe(e).node,t),token:t})}function rn(e,t){switch(t){case h.Code_Block:case h.Code_Fence:return an(e);case h.Table:{let r=$(e,"div","table");return r.tabIndex=0,$(r,"table")}case h.Table_Row:{let r=e.children.length===0,a=r||e.children.length===1?$(e,r?"thead":"tbody"):e.children[1];return $(a,"tr")}case h.Table_Cell:return $(e,e.parentElement?.tagName==="THEAD"?"th":"td");case h.Checkbox:{let r=$(e,"input");return r.type="checkbox",r.disabled=!0,r}default:return $(e,en[t]??"span")}}function an(e){let t=$(e,"div","code"),r=$(t,"div","code-bar");$(r,"span","code-language");let a=$(r,"button","copy-code");a.type="button",a.textContent="Copy";let o=$(t,"pre");return o.tabIndex=0,$(o,"code")}function $(e,t,r){let a=document.createElement(t);return r&&(a.className=r),e.appendChild(a)}function on(e){let{node:t,token:r}=Oe(e);if(e.stack.pop(),r===h.Link&&!t.hasAttribute("href")&&!t.dataset.refused)t.replaceWith("[",...t.childNodes,"]");else if(r===h.Equation_Inline)t.replaceWith("$",...t.childNodes,"$");else if(r===h.Equation_Block)t.replaceWith("$$",...t.childNodes,"$$");else if(r===h.Image)t.replaceWith(sn(t,e.context));else if(r===h.Raw_URL){let a=t.textContent,o=Ao(a);t.textContent=o,o.length<a.length&&t.after(a.slice(o.length))}}function sn(e,{imageDomains:t}){let r=e.dataset.src??"",a=e.textContent||"Image",o=se(r,t);if(o){let i=document.createElement("img");return i.alt=a,i.loading="lazy",i.referrerPolicy="no-referrer",i.src=o.href,i}let s=Q(r);if(!s||r==="")return document.createTextNode(a);let n=document.createElement("a");return n.textContent=a,ne(n,s),n}function nn(e,t,r){let{node:a,token:o}=Oe(e);switch(t){case ye.Href:ln(e,a,o===h.Raw_URL?Ao(r):So(r));return;case ye.Src:a.dataset.src=So(r);return;case ye.Lang:{let s=a.closest(".code")?.querySelector(".code-language");s&&(s.textContent=r.trim().slice(0,40));return}case ye.Checked:a.checked=!0;return;case ye.Start:a.start=Number.parseInt(r,10)||1}}function ln(e,t,r){let a=Q(r);a?ne(t,a):t.dataset.refused="true",e.unclosed=r.lastIndexOf("(")>r.lastIndexOf(")")?{anchor:t,address:r}:null}function So(e){return e.trim().replace(/\s+(["']).*\1$/,"").replace(/^<(.*)>$/,"$1")}function Ao(e){return e.replace(/[.,;:!?"')\]*_]+$/,"")}function dn(e,t){let{node:r}=Oe(e),a=e.heldMark+fn(e,t);for(e.heldMark="";;){let o=a.indexOf("");if(o<0)break;let s=a.indexOf("",o);if(o>0&&r.append(a.slice(0,o)),s<0){e.heldMark=a.slice(o);return}let n=e.context.chip(Number(a.slice(o+1,s)));n&&r.append(n),a=a.slice(s+1)}a&&r.append(a)}function fn(e,t){let{unclosed:r}=e;if(!r||t===""||(e.unclosed=null,!t.startsWith(")")||r.anchor.parentNode!==Oe(e).node))return t;let a=Q(`${r.address})`);return a&&ne(r.anchor,a),t.slice(1)}var Xr=class extends P{#r="";#t=null;#e=null;#s=null;#a=!1;#o="";#n=null;constructor(t){if(super(t),t.type!==pe.ELEMENT)throw new Error("markdown() belongs on an element")}render(t){return R}update(t,[r]){let{text:a,complete:o,imageDomains:s}=r;this.#n=r;let n=s.join(" "),i=a.startsWith(this.#r)&&n===this.#o;return(!this.#t||!i||this.#a&&a!==this.#r)&&(t.element.replaceChildren(),this.#e=vo(t.element,{imageDomains:s,chip:f=>this.#n?.chip(f)??null}),this.#t=bo(this.#e),this.#s=null,this.#r="",this.#a=!1,this.#o=n),a.length>this.#r.length&&(this.#s?.remove(),T(this.#t,a.slice(this.#r.length)),this.#r=a,this.#s=o?null:this.#i()),o&&!this.#a&&(this.#s?.remove(),wo(this.#t),this.#a=!0),R}#i(){let t=this.#t?.pending??"",r=this.#e?.data.stack.at(-1);if(!r||r.token===h.Document||!/^[\p{L}\p{N}.,;:?…。、]$/u.test(t))return null;let a=document.createTextNode(t);return r.node.append(a),a}},To=B(Xr);function _o(e,t){let r=e[t-1];if(!r)return null;let a=r.type==="url"?Q(r.url):null,o=document.createElement(a?"a":"span");return o.className="chip",o.textContent=String(t),o.title=$t(r),o.setAttribute("aria-label",`Source ${String(t)}: ${$t(r)}`),a&&ne(o,a),o}function Eo(e){return e.length===0?d:l`<section class="sources" part="sources" aria-label="Sources">
    <h3>Sources</h3>
    <ol>${e.map((t,r)=>l`<li>
      <span class="source-number" aria-hidden="true">${r+1}</span>${Qr(t)}</li>`)}</ol>
  </section>`}function Qr(e){let t=e.type==="url"?Q(e.url):null;if(!t)return l`<span class="source">${b("document")}<span dir="auto">${$t(e)}</span></span>`;let r=t.origin!==location.origin;return l`<a class="source" href=${t.href} rel="noopener noreferrer" target=${r?"_blank":d}>
    <span class="source-title" dir="auto">${$t(e)}</span>
    <span class="source-place" dir="ltr">${r?t.host:t.pathname}</span></a>`}function $t(e){return e.title?e.title:e.type==="url"?e.url:e.type==="file"?e.filename:e.id}var un=24;function Lo(e,t,r){return Ro(e.widget,{item:e,actions:t,imageDomains:r},0)}function Ro(e,t,r){if(r>un)return d;let a=()=>xn(e).map(o=>Ro(o,t,r+1));switch(e.type){case"Title":return l`<h4 dir="auto">${A(e,"value")}</h4>`;case"Text":case"Label":return l`<p dir="auto">${A(e,"value")}</p>`;case"Caption":return l`<p class="caption" dir="auto">${A(e,"value")}</p>`;case"Badge":return l`<span class="badge">${A(e,"label")}</span>`;case"Markdown":return U(A(e,"value"),{open:e.streaming===!0,imageDomains:t.imageDomains});case"Icon":return I(A(e,"name"));case"Image":return cn(e,t.imageDomains);case"Divider":return l`<hr />`;case"Button":return mn(e,t);case"Row":return l`<div class="row">${a()}</div>`;case"Form":return l`<form @submit=${o=>{Mo(o,e.onSubmitAction,t)}}>${a()}</form>`;case"Card":return pn(e,t,a());case"ListViewItem":return e.onClickAction?l`<button type="button" class="list-item"
        @click=${()=>{It(e.onClickAction,t)}}>${a()}</button>`:l`<div class="list-item">${a()}</div>`;case"Table":return l`<div class="table" tabindex="0"><table><tbody>${a()}</tbody></table></div>`;case"Table.Row":return l`<tr>${a()}</tr>`;case"Table.Cell":return l`<td>${a()}</td>`;case"Input":case"Textarea":case"DatePicker":case"Checkbox":case"Select":case"RadioGroup":return hn(e);default:return a()}}function pn(e,t,r){let o=[["confirm","button primary"],["cancel","button"]].map(([n,i])=>{let f=e[n];if(!f?.label)return d;let c=n==="confirm"&&e.asForm===!0;return l`<button class=${i} type=${c?"submit":"button"}
      @click=${c?d:()=>{It(f.action,t)}}>${f.label}</button>`}),s=e.confirm;return l`<form class="card" @submit=${n=>{Mo(n,s?.action,t)}}>
    ${r}<div class="row">${o}</div>
  </form>`}function mn(e,t){let r=e.submit===!0,a=e.style==="primary"?"button primary":"button";return l`<button class=${a} type=${r?"submit":"button"} ?disabled=${e.disabled===!0}
    @click=${r?d:()=>{It(e.onClickAction,t)}}>
    ${I(A(e,"iconStart"))}${A(e,"label")}${I(A(e,"iconEnd"))}</button>`}function cn(e,t){let r=se(A(e,"src"),t);return r?l`<img src=${r.href} alt=${A(e,"alt")} loading="lazy" referrerpolicy="no-referrer" />`:d}function hn(e){let t=A(e,"name"),r=A(e,"label")||A(e,"placeholder")||A(e,"ariaLabel")||t,a=A(e,"defaultValue"),o=e.disabled===!0,s=e.required===!0,n=Array.isArray(e.options)?e.options:[];switch(e.type){case"Textarea":return l`<textarea name=${t} aria-label=${r} placeholder=${A(e,"placeholder")} .value=${a}
        ?disabled=${o} ?required=${s}></textarea>`;case"Checkbox":return l`<label><input type="checkbox" name=${t} ?checked=${e.defaultChecked===!0}
        ?disabled=${o} ?required=${s} /> ${r}</label>`;case"Select":return l`<select name=${t} aria-label=${r} ?disabled=${o}>
        ${n.map(i=>l`<option value=${i.value}
          ?selected=${i.value===a}>${i.label}</option>`)}
      </select>`;case"RadioGroup":return l`<fieldset ?disabled=${o}><legend>${r}</legend>
        ${n.map(i=>l`<label><input type="radio" name=${t} value=${i.value}
          ?checked=${i.value===a} ?required=${s} /> ${i.label}</label>`)}</fieldset>`;default:return l`<input name=${t} type=${e.type==="DatePicker"?"date":A(e,"inputType")||"text"}
        aria-label=${r} placeholder=${A(e,"placeholder")} value=${a}
        ?disabled=${o} ?required=${s} />`}}function Mo(e,t,r){e.preventDefault();let a=Object.fromEntries(new FormData(e.currentTarget));It(t,r,a)}function It(e,{actions:t,item:r},a={}){let o=e;typeof o?.type=="string"&&t.run({...o,payload:{...o.payload,...a}},r)}function xn(e){let{children:t}=e;return Array.isArray(t)?t:t?[t]:[]}function A(e,t){let r=e[t];return typeof r=="string"||typeof r=="number"?String(r):""}var gn={web_search:"Searched the web",thought:"Thought about it",file:"Read files",image:"Made an image"};function Zr(e,t){let r=e.title??gn[e.type]??"Worked on it",a=e.content?U(e.content,{open:e.status_indicator==="loading",imageDomains:t}):d;return l`<div class="task" data-status=${e.status_indicator??"none"}>
    ${b(e.type==="web_search"?"search":"check")}
    <div><p dir="auto">${r}</p>${a}
      ${e.sources?.length?l`<ul class="task-sources">${e.sources.map(o=>l`<li>${Qr(o)}</li>`)}</ul>`:d}
    </div>
  </div>`}function $o(e,t){return l`<details class="item work" part="workflow" ?open=${e.expanded??!1}>
    <summary dir="auto">${yn(e)}</summary>
    ${e.tasks.map(r=>Zr(r,t))}
  </details>`}function yn(e){let{summary:t,type:r,tasks:a}=e;return t?.title?t.title:t?.duration!==void 0?`Thought for ${String(Math.max(1,Math.round(t.duration)))} s`:a.at(-1)?.title??(r==="reasoning"?"Thinking":"Working")}function Io(e,t){switch(e.type){case"user_message":return Cn(e);case"assistant_message":return bn(e,t);case"widget":return l`<div class="item widget" part="widget">${Lo(e,t.widgets,t.imageDomains)}</div>`;case"workflow":return $o(e.workflow,t.imageDomains);case"task":return l`<div class="item work" part="task">${Zr(e.task,t.imageDomains)}</div>`;case"generated_image":return kn(e.image?.url,t.imageDomains);default:return d}}function Cn(e){return l`<article class="item question" aria-label="You">
    ${e.quoted_text?l`<blockquote class="quote" part="quote" dir="auto">${e.quoted_text}</blockquote>`:d}
    ${(e.attachments??[]).map(t=>l`<div class="attachment">${b("attach")}<span>${t.name}</span></div>`)}
    <div class="bubble" part="user-message" dir="auto">${Wr(e.content)}</div>
  </article>`}function bn(e,t){return l`<article class="item answer" part="assistant-message" aria-label="Assistant" aria-busy=${t.open}>
    ${e.content.map(r=>wn(r,t))}
  </article>`}function wn(e,t){let{marked:r,sources:a}=co(e.text,e.annotations);return l`${U(r,t,a)} ${Eo(a)}`}function U(e,t,r=[]){let a={text:e,complete:!t.open,imageDomains:t.imageDomains,chip:o=>_o(r,o)};return l`<div class="markdown" part="markdown" dir="auto" ${To(a)}></div>`}function kn(e,t){if(!e)return d;let r=/^data:image\/(png|jpeg|webp|gif);/.test(e)?e:se(e,t)?.href;return r?l`<img class="item generated" src=${r} alt="Generated image" />`:d}function Po(e){return e.map(r=>r.type==="assistant_message"?r.content.map(a=>a.text).join(`

`):r.type==="widget"?r.copy_text??"":"").filter(r=>r!=="").join(`

`)}var Do=1600,Pt=class{copiedId=null;#r;constructor(t){this.#r=t}async copyTurn(t){let r=t.at(-1)?.id??null;await Oo(Po(t))&&(this.#t(r),setTimeout(()=>{this.copiedId===r&&this.#t(null)},Do))}async copyCode(t){let r=t.closest(".code")?.querySelector("code")?.textContent??"";t.textContent=await Oo(r)?"Copied":"Not allowed",setTimeout(()=>{t.textContent="Copy"},Do)}#t(t){this.copiedId=t,this.#r()}};async function Oo(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}var Dt=class{#r;#t;#e;constructor(t,r){this.#r=t,this.#t=r,t.addController(this)}hostUpdated(){clearTimeout(this.#e),this.#t()>0&&(this.#e=setTimeout(()=>{this.#r.requestUpdate()},1e3))}hostDisconnected(){clearTimeout(this.#e)}};var Bo=(e,t,r)=>{let a=new Map;for(let o=t;o<=r;o++)a.set(e[o],o);return a},Ot=B(class extends P{constructor(e){if(super(e),e.type!==pe.CHILD)throw Error("repeat() can only be used in text expressions")}dt(e,t,r){let a;r===void 0?r=t:t!==void 0&&(a=t);let o=[],s=[],n=0;for(let i of e)o[n]=a?a(i,n):n,s[n]=r(i,n),n++;return{values:s,keys:o}}render(e,t,r){return this.dt(e,t,r).values}update(e,[t,r,a]){let o=uo(e),{values:s,keys:n}=this.dt(t,r,a);if(!Array.isArray(o))return this.ut=n,s;let i=this.ut??=[],f=[],c,g,p=0,x=o.length-1,C=0,v=s.length-1;for(;p<=x&&C<=v;)if(o[p]===null)p++;else if(o[x]===null)x--;else if(i[p]===n[C])f[C]=G(o[p],s[C]),p++,C++;else if(i[x]===n[v])f[v]=G(o[x],s[v]),x--,v--;else if(i[p]===n[v])f[v]=G(o[p],s[v]),ue(e,f[v+1],o[p]),p++,v--;else if(i[x]===n[C])f[C]=G(o[x],s[C]),ue(e,o[p],o[x]),x--,C++;else if(c===void 0&&(c=Bo(n,C,v),g=Bo(i,p,x)),c.has(i[p]))if(c.has(i[x])){let M=g.get(n[C]),te=M!==void 0?o[M]:null;if(te===null){let re=ue(e,o[p]);G(re,s[C]),f[C]=re}else f[C]=G(te,s[C]),ue(e,o[p],te),o[M]=null;C++}else st(o[x]),x--;else st(o[p]),p++;for(;C<=v;){let M=ue(e,f[v+1]);G(M,s[C]),f[C++]=M}for(;p<=x;){let M=o[p++];M!==null&&st(M)}return this.ut=n,fo(e,f),R}});var Yr="New chat",Bt=class{#r;#t=null;#e=null;constructor(t){this.#r=t}reset(){this.#i(null,null)}render(t){let{history:r}=t,a=r.threads.length===0&&!r.loading&&!r.problem;return l`<section class="history" part="history" role="dialog" aria-label="Chat history"
      @keydown=${o=>{this.#n(o,t)}}>
      <header class="header">
        <button class="quiet" type="button" aria-label="Back to the chat" @click=${t.close}>${b("back")}</button>
        <h2 class="title">Chats</h2>
      </header>
      ${r.problem?l`<p class="history-note" role="alert">${r.problem.message}
        <button class="button" type="button" @click=${()=>{r.reload()}}>Try again</button></p>`:d}
      ${a?l`<p class="history-note">No chats yet. What you ask is kept here.</p>`:d}
      <ul class="threads" part="threads">
        ${Ot(r.threads,o=>o.id,o=>this.#s(o,t))}
      </ul>
      ${r.loading?l`<p class="history-note" role="status">Loading chats</p>`:d}
      ${r.hasMore&&!r.loading?l`<button class="button more" type="button" @click=${()=>{r.more()}}>Show older chats</button>`:d}
    </section>`}#s(t,r){if(this.#t===t.id)return this.#a(t,r);if(this.#e===t.id)return this.#o(t,r);let a=t.title||Yr,o=t.id===r.currentId;return l`<li class="thread" part="thread">
      <button class="thread-open" type="button" aria-current=${o?"true":d}
        @click=${()=>{r.open(t.id)}}>
        <span class="thread-title" dir="auto">${a}</span><span class="thread-date">${Sn(t)}</span></button>
      ${r.showRename?l`<button class="quiet" type="button" title="Rename" aria-label=${`Rename ${a}`}
        @click=${()=>{this.#i(t.id,null)}}>${b("pencil")}</button>`:d}
      ${r.showDelete?l`<button class="quiet" type="button" title="Delete" aria-label=${`Delete ${a}`}
        @click=${()=>{this.#i(null,t.id)}}>${b("trash")}</button>`:d}
    </li>`}#a(t,r){return l`<li class="thread"><form class="rename" @submit=${o=>{o.preventDefault();let s=new FormData(o.target).get("title");this.reset(),typeof s=="string"&&s.trim()!==""&&r.rename(t.id,s.trim())}}>
      <input name="title" aria-label="New title" placeholder=${Yr} maxlength="200" autocomplete="off"
        ${N(No)} .value=${t.title??""} />
      <button class="button primary" type="submit">Save</button>
      <button class="button" type="button" @click=${()=>{this.reset()}}>Cancel</button>
    </form></li>`}#o(t,r){return l`<li class="thread confirm">
      <span class="thread-title" dir="auto">Delete “${t.title||Yr}”?</span>
      <button class="button danger" type="button" ${N(No)}
        @click=${()=>{this.reset(),r.remove(t.id)}}>Delete</button>
      <button class="button" type="button" @click=${()=>{this.reset()}}>Keep</button>
    </li>`}#n(t,r){t.key==="Escape"&&(t.preventDefault(),t.stopPropagation(),this.#t??this.#e?this.reset():r.close())}#i(t,r){this.#t=t,this.#e=r,this.#r()}};function No(e){e instanceof HTMLElement&&queueMicrotask(()=>{e.focus()})}function Sn(e){if(!e.created_at)return"";let t=/(Z|[+-]\d\d:?\d\d)$/.test(e.created_at)?e.created_at:`${e.created_at}Z`,r=new Date(t);return Number.isNaN(r.getTime())?"":r.toDateString()===new Date().toDateString()?r.toLocaleTimeString(void 0,{hour:"2-digit",minute:"2-digit"}):r.toLocaleDateString(void 0,{day:"numeric",month:"short",year:"numeric"})}function Ho(e,t,r){let a=Jr(e,t);return l`<div class="problem" part="error">
    ${b(e.kind==="offline"?"offline":"alert")}
    <p><span dir="auto" role="alert">${e.message}
      ${e.wait?l`<span class="unseen">You can try again in ${e.wait.seconds} seconds.</span>`:d}</span>
      ${a>0?l`<span class="wait" aria-hidden="true">You can try again in ${vn(a)}.</span>`:d}</p>
    ${e.canRetry&&r.retry?l`<button class="button" part="retry-button" type="button" ?disabled=${a>0}
          @click=${r.retry}>Try again</button>`:d}
    <button class="quiet" type="button" aria-label="Dismiss" @click=${r.dismiss}>${b("close")}</button>
  </div>`}function Jr(e,t){return e.wait?Math.max(0,Math.ceil((e.wait.until-t)/1e3)):0}function vn(e){return e<60?`${String(e)} s`:`${String(Math.floor(e/60))}:${String(e%60).padStart(2,"0")}`}var Nt=class{atEnd=!0;follow=!0;#r;#t;#e=null;#s=null;#a=0;#o=0;#n=new ResizeObserver(()=>{this.#i()});constructor(t,r){this.#r=t,this.#t=r,t.addController(this)}attach=t=>{if(this.#n.disconnect(),this.#e?.removeEventListener("scroll",this.#l),this.#e=t instanceof HTMLElement?t:null,!!this.#e){this.#e.addEventListener("scroll",this.#l,{passive:!0}),this.#n.observe(this.#e);for(let r of this.#e.children)this.#n.observe(r)}};hostUpdate(){let t=this.#e;t&&(this.#a=t.scrollHeight,t.scrollTop<this.#o-1&&!Uo(t)&&(this.atEnd=!1))}settle(t){let r=this.#e;r&&(this.#s!==null&&this.#s!==t&&!this.atEnd?r.scrollTop+=r.scrollHeight-this.#a:this.#i(),this.#s=t,r.scrollHeight<=r.clientHeight+240&&this.#t())}toEnd(t=!1){this.atEnd=!0;let r=matchMedia("(prefers-reduced-motion: reduce)").matches;this.#e?.scrollTo({top:this.#e.scrollHeight,behavior:t&&!r?"smooth":"instant"})}#i(){!this.atEnd||!this.follow||!this.#e||(this.#e.scrollTop=this.#e.scrollHeight,this.#o=this.#e.scrollTop)}#l=()=>{let t=this.#e;if(!t)return;let r=Uo(t);r!==this.atEnd&&(this.atEnd=r,this.#r.requestUpdate()),t.scrollTop<240&&this.#t()}};function Uo(e){return e.scrollHeight-e.scrollTop-e.clientHeight<64}function Fo(e){let{header:t}=e;if(t?.enabled===!1)return d;let r=t?.title?.enabled===!1?"":t?.title?.text??(e.title||e.frameTitle);return l`<header class="header" part="header">
    ${qo(t?.leftAction)}
    <h2 class="title" part="title"><bdi>${r}</bdi></h2>
    ${e.historyEnabled?l`<button class="quiet" part="history-button" type="button" title="History" aria-label="Show chat history"
          @click=${e.showHistory}>${b("history")}</button>`:d}
    <button class="quiet" part="new-button" type="button" title="New chat" aria-label="Start a new chat"
      ?disabled=${!e.canStartNew} @click=${e.startNew}>${b("compose")}</button>
    ${qo(t?.rightAction)}
  </header>`}function qo(e){if(!e)return d;let t=e.icon.replaceAll("-"," ");return l`<button class="quiet" part="header-action" type="button" title=${t} aria-label=${t}
    @click=${()=>{e.onClick()}}>${I(e.icon)}</button>`}var An={},Go=B(class extends P{constructor(){super(...arguments),this.ot=An}render(e,t){return t()}update(e,[t,r]){if(Array.isArray(t)){if(Array.isArray(this.ot)&&this.ot.length===t.length&&t.every((a,o)=>a===this.ot[o]))return R}else if(this.ot===t)return R;return this.ot=Array.isArray(t)?Array.from(t):t,this.render(t,r)}});var Wo=[];function zo(e){let{conversation:t}=e,{state:r}=t,a=_n(r.items);return l`
    ${t.older.loading?l`<div class="paging" role="status">Loading earlier messages</div>`:d}
    ${t.older.failed&&!t.older.loading?l`<div class="paging"><button class="button" type="button"
          @click=${()=>{t.loadOlder()}}>Show earlier messages</button></div>`:d}
    ${Ot(r.items,o=>o.id,(o,s)=>{let n=a.get(s),i=t.responding&&s===r.items.length-1;return l`${Tn(o,e)}${n&&!i?En(n,e):d}`})}
    ${r.notices.map(o=>Rn(o))}
    ${t.responding?Ln(e):d}`}function Tn(e,t){let{state:r}=t.conversation,a=r.open.has(e.id),o=r.thread?.allowed_image_domains??Wo;return Go([e,a,o.join(" ")],()=>Io(e,{open:a,imageDomains:o,widgets:t.widgets}))}function _n(e){let t=new Map,r=[];return e.forEach((a,o)=>{a.type==="user_message"?r=[]:r.push(a);let s=e[o+1];(!s||s.type==="user_message")&&r.some(i=>i.type==="assistant_message")&&t.set(o,r)}),t}function En(e,t){let r=e.at(-1);if(!r)return l``;let a=e.map(n=>n.id),o=t.feedback.of(r.id),s=t.copiedId===r.id;return l`<div class="actions" part="actions" role="group" aria-label="Answer actions">
    <button class="quiet" type="button" title="Copy" aria-label=${s?"Copied":"Copy answer"}
      @click=${()=>{t.copy(e)}}>${b(s?"check":"copy")}</button>
    ${t.showFeedback?["positive","negative"].map(n=>l`<button class="quiet" type="button"
          title=${n==="positive"?"Good answer":"Bad answer"}
          aria-label=${n==="positive"?"Good answer":"Bad answer"} aria-pressed=${o===n}
          @click=${()=>{t.rate(a,n)}}>${b(n==="positive"?"up":"down")}</button>`):d}
    ${t.showRetry?l`<button class="quiet" type="button" title="Answer again" aria-label="Answer again"
          ?disabled=${t.conversation.responding} @click=${()=>{t.retry(r.id)}}>${b("retry")}</button>`:d}
  </div>`}function Ln(e){let{items:t,progress:r}=e.conversation.state;if(r)return l`<div class="activity" part="progress" role="status">
      ${I(r.icon)}<span class="shimmer" dir="auto">${r.text}</span></div>`;let a=t.at(-1);return a?.type==="assistant_message"&&a.content.some(s=>s.text!=="")?d:l`<div class="activity dots" role="status" aria-label="The assistant is answering"><i></i><i></i><i></i></div>`}function Rn(e){return l`<aside class="notice" part="notice" data-level=${e.level} role=${e.level==="danger"?"alert":"note"}>
    ${b(e.level==="info"?"info":"alert")}
    <div>${e.title?l`<strong dir="auto">${e.title}</strong>`:d}
      ${U(e.message,{open:!1,imageDomains:Wo})}</div>
  </aside>`}function Vo(e,t){let r=e?.prompts??[];return l`<div class="start" part="start-screen">
    <h2 part="greeting" dir="auto">${e?.greeting??va}</h2>
    <ul class="prompts">
      ${r.map(({label:a,prompt:o,icon:s})=>l`<li>
        <button class="prompt" part="prompt" type="button"
          @click=${()=>{t(typeof o=="string"?[{type:"input_text",text:o}]:o)}}>
          ${I(s)}<span dir="auto">${a}</span></button></li>`)}
    </ul>
  </div>`}var Ht=class{frame=lt();#r;#t;constructor(t,r){this.#r=t,this.#t=r}render(t,r,a){let{announcer:o,scroll:s}=this.#r,{conversation:n}=r,i=n.loading||n.responding;return l`<section class="frame" part="frame" ${N(this.frame)} aria-label=${t.frameTitle??Ve}>
      <div class="chat" ?inert=${a}>
        ${this.#a(t,r)}
        <div class="body">
          <div class="log" part="log" role="log" tabindex="0" aria-label="Conversation" aria-live="off"
            aria-busy=${i} ${N(s.attach)}>
            <div class="column">${this.#e(t,r)}</div>
          </div>
          ${s.atEnd?d:l`<button class="jump" part="jump-button" type="button" aria-label="Jump to the latest message"
                @click=${()=>{s.toEnd(!0)}}>${b("arrow-down")}</button>`}
        </div>
        ${this.#o(t,r)}
      </div>
      ${a?this.#i(t,r):d}
      <p class="unseen" role="status">${o.said}</p>
    </section>`}renderUnusable(t){return l`<section class="frame" part="frame" ${N(this.frame)} aria-label=${Ve}>
      <p class="unusable" role="alert">${b("alert")} This chat is not set up. ${t}</p>
    </section>`}#e(t,r){let{conversation:a}=r;return a.state.items.length>0||a.responding?this.#s(t,r):a.loading?l`<div class="skeleton" role="status" aria-label="Loading the chat"><i></i><i></i><i></i></div>`:Vo(t.startScreen,o=>{this.#t.send({content:o,quote:null,attachments:[]})})}#s(t,{conversation:r,feedback:a}){let{copying:o}=this.#r;return zo({conversation:r,feedback:a,widgets:{run:this.#t.runWidgetAction},showFeedback:t.threadItemActions?.feedback??!1,showRetry:t.threadItemActions?.retry??!1,copiedId:o.copiedId,copy:s=>{o.copyTurn(s)},retry:this.#t.retry,rate:this.#t.rate})}#a(t,{conversation:r}){return Fo({header:t.header,title:r.state.thread?.title??null,frameTitle:t.frameTitle??Ve,historyEnabled:t.history?.enabled??!0,canStartNew:r.state.items.length>0,startNew:()=>{this.#t.openThread(null)},showHistory:this.#t.showHistory})}#o(t,{conversation:r}){let{problem:a,items:o}=r.state,s=r.loadFailed||o.some(i=>i.type==="user_message"),{disclaimer:n}=t;return l`<footer class="footer" part="footer"><div class="column">
      ${a?Ho(a,Date.now(),{retry:s?()=>{this.#t.retry()}:null,dismiss:()=>{r.dismissProblem()}}):d}
      ${this.#n(t,r)}
      ${n?l`<div class="disclaimer" part="disclaimer" data-contrast=${n.highContrast?"high":"normal"}>
            ${U(n.text,{open:!1,imageDomains:[]})}</div>`:d}
    </div></footer>`}#n(t,r){let{thread:a,allowCancel:o}=r.state,{type:s,reason:n}=a?.status??{type:"active"};return s==="closed"?l`<p class="closed" part="closed" role="status">${n??"This chat is closed."}</p>`:this.#r.composer.render({options:t.composer,closedBecause:s==="locked"?n??"This chat is locked.":null,busy:r.responding||r.loading,canStop:r.responding&&o,send:this.#t.send,stop:()=>{r.stop()},toolChanged:this.#t.changeTool})}#i(t,{history:r,conversation:a}){return this.#r.historyPanel.render({history:r,currentId:a.threadId,showRename:t.history?.showRename??!0,showDelete:t.history?.showDelete??!0,open:this.#t.openThread,close:this.#t.hideHistory,rename:(o,s)=>{r.rename(o,s).then(n=>{n&&a.rename(n)})},remove:o=>{r.delete(o).then(s=>{s&&o===a.threadId&&a.open(null)})}})}};var Ce=class extends F{static styles=so;#r=null;#t=null;#e=null;#s=!1;#a=!1;#o=!1;#n=null;#i=_a(()=>{this.requestUpdate()});#l=new Rt(this);#y=new Pt(()=>{this.requestUpdate()});#x=new Bt(()=>{this.requestUpdate()});#f=new Nt(this,()=>{let t=this.#e?.conversation;t&&!t.older.failed&&t.loadOlder()});#u=new ot(this);#m=new Ht({announcer:this.#u,composer:this.#l,copying:this.#y,historyPanel:this.#x,scroll:this.#f},{openThread:t=>{this.#p(this.setThreadId(t)),this.#own()},send:t=>{this.#p(this.#b(t)),this.#own()},retry:t=>{this.#p(this.#w(t)),this.#own()},rate:(t,r)=>{this.#p(this.#k(t,r))},runWidgetAction:(t,r)=>{this.#p(this.#S(t,r))},changeTool:t=>{this.#d("chatkit.tool.change",{toolId:t})},showHistory:()=>{this.#p(this.showHistory())},hideHistory:()=>{this.#p(this.hideHistory())}});#g=new at(this,()=>this.#m.frame.value);constructor(){super(),new Dt(this,()=>{let t=this.#e?.conversation.state.problem;return t?Jr(t,Date.now()):0})}setOptions(t){let r=Ta(t);r.length>0&&this.#E("options.unknown",{keys:r}),this.#r=t,this.#f.follow=t.thread?.autoScroll??!0,this.#g.set(t.theme);let a=Zt(t);this.#t=typeof a=="string"?a:null,typeof a=="string"?this.#d("chatkit.error",{error:new Error(a)}):this.#T(a),this.requestUpdate()}async focusComposer(){await this.updateComplete,this.#l.focus()}async setThreadId(t){let{conversation:r}=this.#h();await this.hideHistory(),!(t===r.threadId&&(t!==null||r.state.items.length===0))&&(this.#f.toEnd(),await r.open(t))}async sendUserMessage(t){t.newThread&&await this.setThreadId(null),await this.#b({content:t.content??[{type:"input_text",text:t.text??""}],quote:t.reply||null,attachments:t.attachments??[],...t.model?{model:t.model}:{},...t.toolChoice?{toolId:t.toolChoice.id}:{}})}async setComposerValue(t){t.files?.length&&this.#E("composer.files.unsupported",{count:t.files.length});let r=this.#l.toolId;this.#l.set(t),this.#l.toolId!==r&&this.#d("chatkit.tool.change",{toolId:this.#l.toolId}),await this.updateComplete}async fetchUpdates(){await this.#h().conversation.refresh()}async sendCustomAction(t,r){await this.#h().conversation.act(t,r)}async showHistory(){let{history:t}=this.#h();this.#o||(this.#n=this.shadowRoot?.activeElement??null,this.#o=!0,this.#x.reset(),t.reload(),await this.updateComplete,this.renderRoot.querySelector(".history button")?.focus(),this.#d("chatkit.history.open"))}async hideHistory(){this.#o&&(this.#o=!1,this.requestUpdate(),this.#d("chatkit.history.close"),await this.updateComplete,this.#n instanceof HTMLElement&&this.#n.focus(),this.#n=null)}connectedCallback(){super.connectedCallback(),addEventListener("online",this.#A),this.hasUpdated&&this.#e&&this.#p(this.#e.conversation.refresh())}disconnectedCallback(){super.disconnectedCallback(),removeEventListener("online",this.#A),queueMicrotask(()=>{this.isConnected||this.#e?.conversation.release()})}render(){return this.#r?this.#e?this.#m.render(this.#r,this.#e,this.#o):this.#t?this.#m.renderUnusable(this.#t):d:d}firstUpdated(){this.renderRoot.addEventListener("click",this.#v)}updated(){let t=this.#e;t&&(this.#f.settle(t.conversation.state.items[0]?.id??null),this.#c(t))}#c({conversation:t}){if(this.#s||(this.#s=!0,this.#d("chatkit.ready")),this.#a)return;this.#a=!0;let r=this.#r?.initialThread??null,a=t.threadId===null&&!t.responding;r!==null&&a&&this.#p(t.open(r))}#T({url:t}){let r=new URL(t,document.baseURI).href;if(this.#e?.address===r)return;let a=this.#e;a?.conversation.release();let o={url:t,fetch:(...s)=>this.#C(...s)};this.#e=new rt(r,o,this.#r?.locale,{changed:this.#i,emit:(s,n)=>{this.#u.heed(s),this.#d(s,n)},runClientTool:(s,n)=>{let i=this.#r?.onClientTool;return i?Promise.resolve().then(()=>i({name:s,params:n})):null}}),a?.conversation.threadId&&this.#d("chatkit.thread.change",{threadId:null})}#C(...[t,r]){let a=this.#r?Zt(this.#r):"";return(typeof a=="string"||!a.fetch?fetch:a.fetch)(t,r)}async#b(t){if(t.content.every(o=>o.text.trim()==="")&&t.attachments.length===0)throw new Error("A message needs some text or an attachment.");let a=this.#h().conversation.send(t);this.#f.toEnd(),await a}async#w(t){this.#f.toEnd(),await this.#h().conversation.retry(t)}async#k(t,r){let{conversation:a,feedback:o}=this.#h();if(a.threadId===null)return;let s=o.rate(a.threadId,t,r);this.requestUpdate(),await s.finally(()=>{this.requestUpdate()})}async#S(t,r){let{handler:a,streaming:o,type:s,payload:n}=t,i={type:s,...n?{payload:n}:{}};a==="client"?await this.#r?.widgets?.onAction?.(i,{id:r.id,widget:r.widget}):await this.#h().conversation.act(i,r.id,o??!0)}#v=t=>{let r=t.target instanceof Element?t.target:null,a=r?.closest("a"),o=a?Sa(a.href):null;if(o){t.preventDefault(),this.#d("chatkit.deeplink",o);return}let s=r?.closest(".copy-code");s&&this.#y.copyCode(s)};#A=()=>{let t=this.#e?.conversation;t?.state.problem?.kind==="offline"&&this.#p(t.recover())};#own(){matchMedia("(pointer: fine)").matches&&this.focusComposer()}#p(t){t.catch(r=>{this.#d("chatkit.error",{error:r})})}#h(){if(!this.#e)throw new Error("ChatKit is not set up: call setOptions({ api: { url } }) first.");return this.#e}#E(t,r){this.#d("chatkit.log",{name:t,data:r})}#d(t,r){this.dispatchEvent(new CustomEvent(t,{detail:r}))}};var Ko="chatgraft-chatkit",jo="openai-chatkit",ea=class extends Ce{};customElements.get(Ko)||customElements.define(Ko,Ce);function Np(){let e=customElements.get(jo);return e?e.prototype instanceof Ce:(customElements.define(jo,ea),!0)}export{Ce as ChatgraftChatKit,Np as claimOfficialName};
